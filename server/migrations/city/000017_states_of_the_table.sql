-- By name, for the states that few are in: of the rank, which is an expression, the planner knows no shares.
CREATE INDEX intervention_in_state ON intervention (state, id) WHERE deleted_at IS NULL AND phase_count > 0;
