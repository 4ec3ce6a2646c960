-- Examinations of what is live after rules or their values changed: at the most one is open, and it says how far it is,
-- so that a process that takes it up goes on where the last one ended.
CREATE TABLE reexamination (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Ids of the rules to be asked anew, also of rules that are no more.
  rules text[] NOT NULL CHECK (cardinality(rules) > 0),
  -- Kinds of the interventions that these rules have anything to say about.
  kinds text[] NOT NULL,
  -- The rules, versions and values that findings are brought to; as `setting` has it once done.
  target text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'running', 'stopped', 'failed', 'superseded', 'done')),
  -- Interventions; null until it begins.
  total integer,
  done integer NOT NULL DEFAULT 0,
  -- The last intervention that was examined: they are taken in the order of their ids.
  after_id uuid,
  asked_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE UNIQUE INDEX reexamination_open ON reexamination ((true))
  WHERE state IN ('waiting', 'running', 'stopped', 'failed');
