-- What changed, for whoever is looking: written in the change's own transaction, read in the order of commits.
-- A transaction that took its number early may commit late, so a reader keeps the snapshot it last read with and
-- asks for what that one could not see (server/features/live). Pruned: no foreign keys, nothing leans on a row.
CREATE TABLE event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('intervention', 'findings', 'notices')),
  change text CHECK (change IN ('created', 'updated', 'moved', 'deleted')),
  -- Null: any, or all.
  intervention_id uuid,
  version integer,
  -- CRS84: west, south, east, north of the ground before and after. Null: anywhere.
  extent double precision[] CHECK (cardinality(extent) = 4),
  -- Null: for anybody. Else for those of this office alone.
  office_id text
);
CREATE INDEX event_xid ON event (xid);
CREATE INDEX event_at ON event (at);
-- Which findings a change brought or took away.
CREATE INDEX finding_ended_at ON finding (ended_at) WHERE ended_at IS NOT NULL;

-- Whose pipes, cables, lines and streets: the office that hears of a dig there.
ALTER TABLE office ADD COLUMN networks text[] NOT NULL DEFAULT '{}';
-- The invented offices, where they are in place from before.
UPDATE office SET networks = told.networks
FROM (VALUES ('acqua', '{water,sewer}'::text[]), ('gas', '{gas}'), ('telecomunicazioni', '{telecom}'),
  ('teleriscaldamento', '{heating}'), ('energia', '{power}'), ('strade', '{road}')) AS told (id, networks)
WHERE office.id = told.id;

-- What an office is told, in the application.
CREATE TABLE notice (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  office_id text NOT NULL REFERENCES office,
  kind text NOT NULL CHECK (kind IN ('urgentDig', 'blockingFinding', 'counterpartMoved')),
  -- What was done, by whomever.
  intervention_id uuid NOT NULL REFERENCES intervention ON DELETE CASCADE,
  -- What it touches of the office's own, where that is an intervention.
  own_intervention_id uuid REFERENCES intervention ON DELETE CASCADE,
  -- As domain/notices says for each kind.
  details jsonb NOT NULL DEFAULT '{}',
  at timestamptz NOT NULL
);
CREATE INDEX notice_office ON notice (office_id, id);
CREATE TABLE notice_read (
  person_id text NOT NULL REFERENCES person,
  notice_id bigint NOT NULL REFERENCES notice ON DELETE CASCADE,
  read_at timestamptz NOT NULL,
  PRIMARY KEY (person_id, notice_id)
);

-- The clock of an urgent dig: it starts at once and is regularised after (domain/interventions/regularisation.ts).
CREATE TABLE regularisation (
  intervention_id uuid PRIMARY KEY REFERENCES intervention ON DELETE CASCADE,
  started_at timestamptz NOT NULL,
  -- The last day, by the city's calendar.
  due_on date NOT NULL,
  done_at timestamptz,
  done_by text,
  -- What it was regularised with: a protocol number, a permit.
  reference text NOT NULL DEFAULT '' CHECK (length(reference) <= 200),
  CHECK ((done_at IS NULL) = (done_by IS NULL))
);
CREATE INDEX regularisation_open ON regularisation (due_on) WHERE done_at IS NULL;
