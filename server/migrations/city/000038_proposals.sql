-- Proposals of one office to another to dig once, and what was answered. Rows are added, never changed; where a proposal
-- stands is read from its steps (domain/proposals/proposal-state.ts). No foreign key to finding or phase: a programme that
-- is replaced takes its phases with it, and what was said stays.
CREATE TABLE proposal (
  id uuid PRIMARY KEY,
  finding_id uuid NOT NULL,
  a_phase_id uuid NOT NULL,
  b_phase_id uuid NOT NULL,
  a_intervention_id uuid NOT NULL,
  b_intervention_id uuid NOT NULL,
  -- Ground that both took when it was made.
  shared_square_metres double precision NOT NULL CHECK (shared_square_metres >= 0),
  CHECK (a_phase_id < b_phase_id)
);
CREATE INDEX proposal_pair ON proposal (a_phase_id, b_phase_id);
CREATE INDEX proposal_a_intervention ON proposal (a_intervention_id);
CREATE INDEX proposal_b_intervention ON proposal (b_intervention_id);

CREATE TABLE proposal_step (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  proposal_id uuid NOT NULL REFERENCES proposal,
  action text NOT NULL CHECK (action IN ('propose', 'counter', 'accept', 'decline', 'withdraw')),
  office_id text NOT NULL REFERENCES office,
  reason text CHECK (length(reason) BETWEEN 1 AND 1000),
  -- Of an offer: which phase would move, from when to when, and when the other was to be.
  moving_phase_id uuid,
  moving_was tstzrange,
  moving_to tstzrange,
  other_at tstzrange,
  author_id text NOT NULL,
  at timestamptz NOT NULL,
  CHECK ((action IN ('propose', 'counter')) = (moving_phase_id IS NOT NULL)),
  CHECK (num_nulls(moving_phase_id, moving_was, moving_to, other_at) IN (0, 4)),
  CHECK (action <> 'decline' OR reason IS NOT NULL)
);
CREATE INDEX proposal_step_proposal ON proposal_step (proposal_id, id);

CREATE TRIGGER proposal_kept BEFORE UPDATE OR DELETE ON proposal
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER proposal_step_kept BEFORE UPDATE OR DELETE ON proposal_step
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The other office is told.
ALTER TABLE notice DROP CONSTRAINT notice_kind_check;
ALTER TABLE notice ADD CONSTRAINT notice_kind_check CHECK (kind IN ('urgentDig', 'blockingFinding', 'counterpartMoved',
  'proposalMade', 'proposalCountered', 'proposalAccepted', 'proposalDeclined', 'proposalWithdrawn'));
