CREATE TABLE intervention (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('roadwork', 'greenwork', 'event', 'occupation')),
  state text NOT NULL CHECK (state IN ('forecast', 'draft', 'proposed', 'approved', 'handedOver', 'inProgress', 'suspended', 'completed', 'takenBack', 'cancelled')),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  place text NOT NULL CHECK (length(place) <= 300),
  description text NOT NULL CHECK (length(description) <= 4000),
  office_id text NOT NULL REFERENCES office,
  synthetic boolean NOT NULL,
  -- Grows by one with each change; an update names the version it was made from.
  version integer NOT NULL CHECK (version >= 1),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  deleted_at timestamptz
);
CREATE INDEX intervention_office ON intervention (office_id);

CREATE TABLE phase (
  id uuid PRIMARY KEY,
  intervention_id uuid NOT NULL REFERENCES intervention,
  position smallint NOT NULL CHECK (position >= 0),
  -- The ground it takes. A line drawn by the planner is kept as well, so that its width stays editable.
  geom geometry(Polygon, 32632) NOT NULL CHECK (ST_IsValid(geom) AND ST_Area(geom) > 0),
  centreline geometry(LineString, 32632),
  width_metres real CHECK (width_metres > 0),
  during tstzrange NOT NULL CHECK (NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during) AND NOT lower_inf(during) AND NOT upper_inf(during)),
  vehicle_impact text NOT NULL,
  hindrance text NOT NULL CHECK (hindrance IN ('none', 'minor', 'major')),
  depth_metres real CHECK (depth_metres >= 0),
  -- Copied from the intervention so that one index answers "what is here, then, and still stands".
  kind text NOT NULL,
  live boolean NOT NULL,
  -- Taken out by a later version, or with its intervention; kept because findings of the past name it.
  removed boolean NOT NULL DEFAULT false,
  CHECK (NOT (live AND removed))
);
CREATE UNIQUE INDEX phase_position ON phase (intervention_id, position) WHERE NOT removed;
CREATE INDEX phase_geom_during ON phase USING gist (geom, during) WHERE NOT removed;
CREATE INDEX phase_live_geom_during ON phase USING gist (geom, during) WHERE live;

-- What stands between two phases (or a phase and a thing). A finding is never edited: it is recomputed
-- when either side or the rule changes; the one that no longer holds keeps its row with `ended_at`.
CREATE TABLE finding (
  id uuid PRIMARY KEY,
  rule text NOT NULL,
  rule_version integer NOT NULL,
  severity text NOT NULL CHECK (severity IN ('blocking', 'warning', 'advice', 'synergy')),
  class text NOT NULL CHECK (class IN ('interference', 'duty', 'opportunity')),
  a_phase_id uuid NOT NULL REFERENCES phase,
  b_phase_id uuid REFERENCES phase,
  -- The finding as the rule stated it: weight, law, explanation, clearance (domain/conflicts/finding.ts).
  statement jsonb NOT NULL,
  overlap_geom geometry(Geometry, 32632) NOT NULL,
  overlap_during tstzrange NOT NULL,
  found_at timestamptz NOT NULL,
  ended_at timestamptz,
  CHECK (b_phase_id IS NULL OR a_phase_id < b_phase_id)
);
CREATE UNIQUE INDEX finding_current ON finding (rule, a_phase_id, b_phase_id) WHERE ended_at IS NULL;
CREATE INDEX finding_a ON finding (a_phase_id) WHERE ended_at IS NULL;
CREATE INDEX finding_b ON finding (b_phase_id) WHERE ended_at IS NULL;
CREATE INDEX finding_overlap ON finding USING gist (overlap_during) WHERE ended_at IS NULL;
