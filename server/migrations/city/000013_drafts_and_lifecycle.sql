-- What a person is writing, kept so that a closed tab or another device loses nothing. Nobody else reads it.
CREATE TABLE draft (
  person_id text NOT NULL REFERENCES person,
  -- Named by whoever writes: that of the intervention it will become, or is a change of.
  id uuid NOT NULL,
  -- Grows by one with each save; a save names the one it was written from.
  revision integer NOT NULL CHECK (revision >= 1),
  -- Of the form that wrote the content; the server does not look inside.
  form_version integer NOT NULL CHECK (form_version >= 1),
  -- A JSON object, as text: jsonb refuses a NUL that a half-written field may hold.
  content text NOT NULL CHECK (octet_length(content) <= 262144),
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (person_id, id)
);

ALTER TABLE intervention
  -- How the ground was restored when the works ended (provisional until it has settled), and since when.
  ADD COLUMN reinstatement text CHECK (reinstatement IN ('provisional', 'definitive')),
  ADD COLUMN reinstated_at timestamptz,
  -- Grows with each change of its contacts, which are no part of its version: they are personal data.
  ADD COLUMN contacts_revision integer NOT NULL DEFAULT 0,
  ADD CHECK ((reinstatement IS NULL) = (reinstated_at IS NULL));

-- Each time the end of approved works was put off. A row is added, never changed.
CREATE TABLE phase_extension (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  intervention_id uuid NOT NULL REFERENCES intervention ON DELETE CASCADE,
  phase_id uuid NOT NULL REFERENCES phase ON DELETE CASCADE,
  ended_at timestamptz NOT NULL,
  extended_to timestamptz NOT NULL,
  -- Null where the end was moved in the editor, which asks for none.
  reason text CHECK (length(reason) BETWEEN 1 AND 1000),
  at timestamptz NOT NULL,
  CHECK (extended_to > ended_at)
);
CREATE INDEX phase_extension_intervention ON phase_extension (intervention_id, id);
CREATE INDEX phase_extension_phase ON phase_extension (phase_id);

-- People to call about an intervention. Told only to staff, each reading recorded; the audit holds no word of it.
CREATE TABLE contact (
  id uuid PRIMARY KEY,
  intervention_id uuid NOT NULL REFERENCES intervention ON DELETE CASCADE,
  position smallint NOT NULL CHECK (position >= 0),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  duty text NOT NULL CHECK (length(duty) <= 200),
  organisation text NOT NULL CHECK (length(organisation) <= 200),
  phone text NOT NULL CHECK (length(phone) <= 40),
  email text NOT NULL CHECK (length(email) <= 200),
  UNIQUE (intervention_id, position)
);

-- Files of an intervention. The content lies under the home folder by its hash, once, and is never overwritten.
CREATE TABLE attachment (
  id uuid PRIMARY KEY,
  intervention_id uuid NOT NULL REFERENCES intervention ON DELETE CASCADE,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  media_type text NOT NULL,
  size_bytes integer NOT NULL CHECK (size_bytes > 0),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  added_at timestamptz NOT NULL,
  -- Taken off the intervention; row and content stay, because its history names them.
  removed_at timestamptz
);
CREATE INDEX attachment_intervention ON attachment (intervention_id) WHERE removed_at IS NULL;
