-- Owners of the roads that a detour leads onto, as they agreed: owner, day, document (DPR 495/1992, art. 43).
ALTER TABLE phase ADD COLUMN detour_agreements jsonb NOT NULL DEFAULT '[]'
  CHECK (jsonb_typeof(detour_agreements) = 'array');
