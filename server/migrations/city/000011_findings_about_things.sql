-- A finding may set a phase against a thing of a layer (a tree, a pipe), against the pavement, or stand alone. Layers
-- are swapped as whole tables, so nothing references them: a thing is named by its external id, which stays.
ALTER TABLE finding ADD COLUMN counterpart_type text;
ALTER TABLE finding ADD COLUMN counterpart_key text;
UPDATE finding SET counterpart_type = 'phase', counterpart_key = b_phase_id::text;
ALTER TABLE finding
  ALTER COLUMN counterpart_type SET NOT NULL,
  ALTER COLUMN counterpart_key SET NOT NULL,
  ADD CHECK (counterpart_type IN ('phase', 'tree', 'utility', 'pavement', 'none')),
  ADD CHECK ((counterpart_type = 'phase') = (b_phase_id IS NOT NULL));
DROP INDEX finding_current;
CREATE UNIQUE INDEX finding_current ON finding (rule, a_phase_id, counterpart_type, counterpart_key)
  WHERE ended_at IS NULL;
