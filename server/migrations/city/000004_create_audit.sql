-- A row per change, written in the change's own transaction. Nothing here is updated or deleted.
CREATE TABLE audit_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  actor_id text NOT NULL,
  action text NOT NULL,
  entity text NOT NULL,
  entity_id text NOT NULL,
  before jsonb,
  after jsonb,
  request_id text NOT NULL
);
CREATE INDEX audit_entry_entity ON audit_entry (entity, entity_id, id);

-- A row per disclosure of personal data, written in the read's own transaction (no row, no read).
CREATE TABLE disclosure (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  actor_id text NOT NULL,
  endpoint text NOT NULL,
  category text NOT NULL,
  subject_ids text[] NOT NULL,
  fields text[] NOT NULL,
  purpose text NOT NULL,
  request_id text NOT NULL
);
CREATE INDEX disclosure_subjects ON disclosure USING gin (subject_ids);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% keeps every row: % refused', TG_TABLE_NAME, TG_OP;
END $$;
CREATE TRIGGER audit_entry_kept BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER disclosure_kept BEFORE UPDATE OR DELETE ON disclosure
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
