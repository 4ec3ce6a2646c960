-- What offices say of findings. Rows are added, never changed: what is taken back is taken back by another row.
-- A finding's row ends and another begins when its facts change, so what was said is kept by what stays (rule, phase,
-- counterpart), with the finding and the facts it was said of. No foreign key to either: a programme that is replaced
-- takes its phases with it, and what was said stays.
CREATE TABLE judgement (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  finding_id uuid NOT NULL,
  rule text NOT NULL,
  a_phase_id uuid NOT NULL,
  counterpart_type text NOT NULL,
  counterpart_key text NOT NULL,
  fingerprint text,
  office_id text NOT NULL REFERENCES office,
  verdict text NOT NULL CHECK (verdict IN ('apply', 'action', 'accept', 'not-ours', 'defer', 'withdrawn')),
  reason text CHECK (length(reason) BETWEEN 1 AND 1000),
  action text CHECK (length(action) BETWEEN 1 AND 500),
  responsible text CHECK (length(responsible) BETWEEN 1 AND 200),
  due_on date,
  until date,
  -- Of domain/conflicts/finding.ts, as it was offered.
  clearance jsonb,
  author_id text NOT NULL,
  at timestamptz NOT NULL,
  CHECK ((verdict = 'apply') = (clearance IS NOT NULL)),
  CHECK ((verdict = 'defer') = (until IS NOT NULL)),
  CHECK ((verdict = 'action') = (action IS NOT NULL AND responsible IS NOT NULL AND due_on IS NOT NULL)),
  CHECK (verdict <> 'accept' OR reason IS NOT NULL)
);
CREATE INDEX judgement_finding
  ON judgement (a_phase_id, rule, counterpart_type, counterpart_key, office_id, id DESC);

CREATE TABLE finding_comment (
  id uuid PRIMARY KEY,
  finding_id uuid NOT NULL,
  rule text NOT NULL,
  a_phase_id uuid NOT NULL,
  counterpart_type text NOT NULL,
  counterpart_key text NOT NULL,
  office_id text NOT NULL REFERENCES office,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
  author_id text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX finding_comment_finding ON finding_comment (a_phase_id, rule, counterpart_type, counterpart_key);

CREATE TRIGGER judgement_kept BEFORE UPDATE OR DELETE ON judgement
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER finding_comment_kept BEFORE UPDATE OR DELETE ON finding_comment
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The history of a finding asks for its earlier rows.
CREATE INDEX finding_a_ended ON finding (a_phase_id) WHERE ended_at IS NOT NULL;

-- Told to the offices concerned: how a finding stands for one of them is another.
ALTER TABLE event DROP CONSTRAINT event_kind_check;
ALTER TABLE event ADD CONSTRAINT event_kind_check CHECK (kind IN ('intervention', 'findings', 'notices', 'judgements'));
