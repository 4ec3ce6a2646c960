-- Findings may stand against a named thing of a layer: a street, a line, a stop, a school.
ALTER TABLE finding DROP CONSTRAINT finding_counterpart_type_check;
ALTER TABLE finding ADD CONSTRAINT finding_counterpart_type_check
  CHECK (counterpart_type IN ('phase', 'tree', 'utility', 'pavement', 'place', 'none'));
