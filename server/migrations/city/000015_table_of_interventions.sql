-- What the table of interventions sorts and filters by. Worked out of the phases by every statement that writes
-- them, whoever wrote it: the first page of 120,000 must not begin with reading 120,000 phases.

-- Lower case without accents, the same on every database whatever its locale: lower() under "C" knows A to Z.
CREATE FUNCTION fold_text(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT lower(translate(value,
    'ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöøùúûüýÿ’',
    'AAAAAACEEEEIIIINOOOOOOUUUUYaaaaaaceeeeiiiinoooooouuuuyy''') COLLATE "C")
$$;

ALTER TABLE intervention
  ADD COLUMN phase_count smallint NOT NULL DEFAULT 0,
  -- The first phase's start, the last one's end.
  ADD COLUMN starts_at timestamptz,
  ADD COLUMN ends_at timestamptz,
  -- The heaviest of its phases: places in IMPACTS_BY_WEIGHT and HINDRANCES (domain/interventions), from 1.
  ADD COLUMN impact_rank smallint,
  ADD COLUMN hindrance_rank smallint,
  -- Of the ground that its phases take together.
  ADD COLUMN area_square_metres double precision,
  -- The box around that ground.
  ADD COLUMN ground_box geometry(Polygon, 32632),
  -- Title, place and description, folded. Kept by a trigger: a backup cannot put computed columns back.
  ADD COLUMN search_text text NOT NULL DEFAULT '';

CREATE FUNCTION fold_intervention() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.search_text := fold_text(NEW.title || E'\n' || NEW.place || E'\n' || NEW.description);
  RETURN NEW;
END $$;
CREATE TRIGGER intervention_folded BEFORE INSERT OR UPDATE OF title, place, description ON intervention
  FOR EACH ROW EXECUTE FUNCTION fold_intervention();
UPDATE intervention SET title = title;

CREATE FUNCTION summarise_interventions(ids uuid[]) RETURNS void LANGUAGE sql AS $$
  UPDATE intervention SET phase_count = summary.phase_count, starts_at = summary.starts_at,
    ends_at = summary.ends_at, impact_rank = summary.impact_rank, hindrance_rank = summary.hindrance_rank,
    area_square_metres = summary.area, ground_box = summary.box
  FROM (
    SELECT asked.id, count(phase.id) AS phase_count, min(lower(during)) AS starts_at, max(upper(during)) AS ends_at,
      max(array_position(ARRAY['all-lanes-open', 'all-lanes-open-shift-left', 'all-lanes-open-shift-right',
        'some-lanes-closed', 'some-lanes-closed-merge-left', 'some-lanes-closed-merge-right', 'alternating-one-way',
        'flagging', 'temporary-traffic-signal', 'unknown', 'all-lanes-closed'], vehicle_impact)) AS impact_rank,
      max(array_position(ARRAY['none', 'minor', 'major'], hindrance)) AS hindrance_rank,
      CASE WHEN count(phase.id) = 1 THEN sum(ST_Area(geom)) ELSE ST_Area(ST_Union(geom, 0.0001)) END AS area,
      ST_SetSRID(ST_Extent(geom)::geometry, 32632) AS box
    FROM unnest(ids) AS asked (id) LEFT JOIN phase ON phase.intervention_id = asked.id AND NOT removed
    GROUP BY asked.id
  ) AS summary
  WHERE intervention.id = summary.id
$$;

CREATE FUNCTION summarise_changed_phases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM summarise_interventions(ARRAY(SELECT DISTINCT intervention_id FROM changed));
  RETURN NULL;
END $$;
CREATE TRIGGER phase_inserted AFTER INSERT ON phase REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION summarise_changed_phases();
CREATE TRIGGER phase_updated AFTER UPDATE ON phase REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION summarise_changed_phases();
CREATE TRIGGER phase_deleted AFTER DELETE ON phase REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION summarise_changed_phases();
SELECT summarise_interventions(ARRAY(SELECT id FROM intervention));

-- Whose findings these are, told without asking for the phases. Counts are no column of the intervention: two saves
-- far apart that both touch a third would wait for each other's rows.
ALTER TABLE finding ADD COLUMN a_intervention_id uuid, ADD COLUMN b_intervention_id uuid;
UPDATE finding SET a_intervention_id = (SELECT intervention_id FROM phase WHERE phase.id = a_phase_id),
  b_intervention_id = (SELECT intervention_id FROM phase WHERE phase.id = b_phase_id);
CREATE FUNCTION name_finding_interventions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.a_intervention_id := (SELECT intervention_id FROM phase WHERE phase.id = NEW.a_phase_id);
  NEW.b_intervention_id := (SELECT intervention_id FROM phase WHERE phase.id = NEW.b_phase_id);
  RETURN NEW;
END $$;
CREATE TRIGGER finding_names_interventions BEFORE INSERT OR UPDATE OF a_phase_id, b_phase_id ON finding
  FOR EACH ROW EXECUTE FUNCTION name_finding_interventions();
CREATE INDEX finding_a_intervention ON finding (a_intervention_id, severity)
  WHERE ended_at IS NULL AND severity IN ('blocking', 'warning');
CREATE INDEX finding_b_intervention ON finding (b_intervention_id, severity)
  WHERE ended_at IS NULL AND severity IN ('blocking', 'warning') AND b_intervention_id IS NOT NULL;

-- One for each order of the table, both ways, the id breaking ties; the closed lists' ones find by filter as well.
CREATE INDEX intervention_by_title ON intervention (fold_text(title) COLLATE "C", id) WHERE deleted_at IS NULL AND phase_count > 0;
CREATE INDEX intervention_by_place ON intervention (fold_text(place) COLLATE "C", id) WHERE deleted_at IS NULL AND phase_count > 0;
CREATE INDEX intervention_by_contractor ON intervention (fold_text(contractor) COLLATE "C", id) WHERE deleted_at IS NULL AND phase_count > 0;
CREATE INDEX intervention_by_kind ON intervention (array_position('{roadwork,greenwork,event,occupation}'::text[], kind), id) WHERE deleted_at IS NULL AND phase_count > 0;
CREATE INDEX intervention_by_state ON intervention (array_position('{forecast,draft,proposed,approved,handedOver,inProgress,suspended,completed,takenBack,cancelled}'::text[], state), id) WHERE deleted_at IS NULL AND phase_count > 0;
CREATE INDEX intervention_by_urgent ON intervention (urgent, id) WHERE deleted_at IS NULL AND phase_count > 0;
CREATE INDEX intervention_by_synthetic ON intervention (synthetic, id) WHERE deleted_at IS NULL AND phase_count > 0;
CREATE INDEX intervention_by_office ON intervention (office_id, id) WHERE deleted_at IS NULL AND phase_count > 0;
CREATE INDEX intervention_by_starts ON intervention (starts_at, id) WHERE deleted_at IS NULL AND phase_count > 0;
CREATE INDEX intervention_by_ends ON intervention (ends_at, id) WHERE deleted_at IS NULL AND phase_count > 0;
CREATE INDEX intervention_by_phases ON intervention (phase_count, id) WHERE deleted_at IS NULL AND phase_count > 0;
CREATE INDEX intervention_by_impact ON intervention (impact_rank, id) WHERE deleted_at IS NULL AND phase_count > 0;
CREATE INDEX intervention_by_hindrance ON intervention (hindrance_rank, id) WHERE deleted_at IS NULL AND phase_count > 0;
CREATE INDEX intervention_by_area ON intervention (area_square_metres, id) WHERE deleted_at IS NULL AND phase_count > 0;
CREATE INDEX intervention_by_updated ON intervention (updated_at, id) WHERE deleted_at IS NULL AND phase_count > 0;
CREATE INDEX intervention_by_version ON intervention (version, id) WHERE deleted_at IS NULL AND phase_count > 0;
CREATE INDEX intervention_shown ON intervention (id) WHERE deleted_at IS NULL AND phase_count > 0;
CREATE INDEX intervention_text ON intervention USING gin (search_text gin_trgm_ops)
  WHERE deleted_at IS NULL AND phase_count > 0;
-- A range, because two comparisons would be taken for independent and the plan be wrong by a hundred.
CREATE INDEX intervention_during ON intervention USING gist (tstzrange(starts_at, ends_at))
  WHERE deleted_at IS NULL AND phase_count > 0;
CREATE INDEX intervention_ground ON intervention USING gist (ground_box)
  WHERE deleted_at IS NULL AND phase_count > 0;
