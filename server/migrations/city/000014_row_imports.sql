-- Archives of rows: a file, its rows, and the texts among them that somebody has to say the place of.

CREATE TABLE row_import (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  format text NOT NULL CHECK (format IN ('csv', 'xlsx', 'geojson')),
  state text NOT NULL CHECK (state IN ('receiving', 'waiting', 'running', 'done', 'cancelled', 'failed')),
  bytes integer NOT NULL CHECK (bytes > 0),
  received integer NOT NULL DEFAULT 0 CHECK (received BETWEEN 0 AND bytes),
  office_id text NOT NULL REFERENCES office,
  started_by text NOT NULL,
  -- {mapping, defaultKind}, as given.
  settings jsonb NOT NULL,
  -- Names of the columns, once the file has been opened.
  header jsonb,
  -- Null: not all of the file has been read.
  rows_total integer,
  -- Why it failed.
  reason text,
  created_at timestamptz NOT NULL,
  -- When the present stretch of work began, and how many rows were done before it: the rate is worked out of these.
  running_since timestamptz,
  done_before integer NOT NULL DEFAULT 0,
  ended_at timestamptz
);

CREATE TABLE row_import_place (
  import_id uuid NOT NULL REFERENCES row_import,
  -- The text in the form in which it is compared (domain/row-imports/placing.ts, placeKey).
  key text NOT NULL,
  -- What the text was found to mean: confidence, reasons, candidates.
  place jsonb NOT NULL,
  PRIMARY KEY (import_id, key)
);

CREATE TABLE row_import_row (
  import_id uuid NOT NULL REFERENCES row_import,
  -- As the file counts.
  number integer NOT NULL CHECK (number > 0),
  state text NOT NULL CHECK (state IN ('read', 'placed', 'unclear', 'refused', 'saved', 'skipped')),
  -- Texts of the cells, in the order of the header.
  cells jsonb NOT NULL,
  -- What the cells mean; null where one of them could not be taken.
  planned jsonb,
  place_key text,
  -- Where somebody said it lies: GeoJSON, CRS84.
  chosen jsonb,
  -- Why it was refused: problems of cells, or of the intervention.
  problems jsonb,
  -- Given as the row is read, so that a row saved twice would be the same intervention.
  intervention_id uuid NOT NULL,
  PRIMARY KEY (import_id, number)
);
CREATE INDEX row_import_row_open ON row_import_row (import_id, number) WHERE state IN ('read', 'placed');
CREATE INDEX row_import_row_queue ON row_import_row (import_id, place_key) WHERE state IN ('unclear', 'skipped');
CREATE INDEX row_import_row_state ON row_import_row (import_id, state);
-- Which archive an intervention came from.
CREATE INDEX row_import_row_intervention ON row_import_row (intervention_id);
