-- Severity is a finding's word (docs/glossary.md); what a problem means for its record is a consequence.
ALTER TABLE import_problem RENAME COLUMN severity TO consequence;
