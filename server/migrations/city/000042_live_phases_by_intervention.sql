-- Which interventions have live phases: read from this index alone, page by page, when everything live is examined again
-- (6,480 live phases among 125,500: 0.2 s of the database's processor instead of 0.7).
CREATE INDEX phase_live_intervention ON phase (intervention_id) WHERE live;
