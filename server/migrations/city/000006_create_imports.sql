-- How data come in: what ran, how far it got, what was wrong with which record.

-- The highest id ever given in a layer: a new thing never gets the number of one that is gone.
CREATE TABLE layer_id (
  layer text PRIMARY KEY,
  last_id integer NOT NULL CHECK (last_id >= 0)
);

CREATE TABLE import_run (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- What was asked for, for people: "manifest", "geneva.osm.pbf".
  source text NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'failed')),
  -- Who asked in the application; null: the terminal.
  started_by text,
  -- Which process does it: host, process id and when that began. One that is gone has lost its run.
  process text NOT NULL,
  started_at timestamptz NOT NULL,
  heartbeat_at timestamptz NOT NULL,
  ended_at timestamptz,
  cancel_requested_at timestamptz,
  -- Why it failed.
  reason text,
  CHECK ((state = 'running') = (ended_at IS NULL))
);
-- One import of a city at a time.
CREATE UNIQUE INDEX import_run_alone ON import_run ((true)) WHERE state = 'running';

CREATE TABLE import_dataset (
  run_id integer NOT NULL REFERENCES import_run,
  dataset_id text NOT NULL,
  position integer NOT NULL,
  layer text NOT NULL,
  title text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'reading', 'read', 'done', 'unchanged', 'refused', 'cancelled')),
  records_read integer NOT NULL DEFAULT 0,
  -- Things that will stand in the layer; fewer or more than records, which may give several or none.
  features integer NOT NULL DEFAULT 0,
  refused integer NOT NULL DEFAULT 0,
  repaired integer NOT NULL DEFAULT 0,
  -- Taken, with something said about it.
  warned integer NOT NULL DEFAULT 0,
  -- Left out without blame: outside the city in a regional file, ground that another source has.
  left_out integer NOT NULL DEFAULT 0,
  bytes_read bigint NOT NULL DEFAULT 0,
  -- Null: not known yet.
  bytes_total bigint,
  started_at timestamptz,
  ended_at timestamptz,
  -- Why the whole was refused.
  reason text,
  PRIMARY KEY (run_id, dataset_id)
);

-- The first thousand of each dataset; all of them stand in the report file.
CREATE TABLE import_problem (
  run_id integer NOT NULL REFERENCES import_run,
  dataset_id text NOT NULL,
  position integer NOT NULL,
  record_number integer NOT NULL,
  line integer,
  code text NOT NULL,
  severity text NOT NULL CHECK (severity IN ('refused', 'repaired', 'warned', 'left-out')),
  field text,
  detail text,
  PRIMARY KEY (run_id, dataset_id, position)
);

-- A source's geometry on the ground of this database (EPSG:32632). `trouble` says why there is none. One record
-- that cannot be transformed must not stop its batch, and an error caught here costs the embedded database nothing.
CREATE FUNCTION place_geometry(source bytea, dimension integer, extent geometry,
  OUT placed geometry, OUT repaired boolean, OUT trouble text)
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  given geometry;
BEGIN
  repaired := false;
  IF source IS NULL THEN RETURN; END IF;
  BEGIN
    given := source::geometry;
    IF ST_IsEmpty(given) THEN trouble := 'no-geometry'; RETURN; END IF;
    IF ST_Dimension(given) < dimension THEN trouble := 'wrong-geometry'; RETURN; END IF;
    placed := ST_Transform(given, 32632);
    IF NOT ST_IsValid(placed) THEN
      placed := ST_MakeValid(placed);
      repaired := true;
    END IF;
    IF ST_GeometryType(placed) = 'ST_GeometryCollection' THEN
      placed := ST_CollectionExtract(placed, dimension + 1);
      repaired := true;
    END IF;
    IF ST_IsEmpty(placed) OR ST_Dimension(placed) <> dimension THEN
      trouble := CASE WHEN repaired THEN 'invalid-geometry' ELSE 'wrong-geometry' END;
    ELSIF NOT ST_Intersects(placed, extent) THEN
      trouble := 'outside-city';
    END IF;
  EXCEPTION WHEN OTHERS THEN
    -- Not a geometry at all, or one that lies where the source's system has no ground.
    trouble := CASE WHEN given IS NULL THEN 'invalid-geometry' ELSE 'outside-city' END;
  END;
  IF trouble = 'outside-city' THEN
    BEGIN
      IF ST_Intersects(ST_Transform(ST_FlipCoordinates(given), 32632), extent) THEN trouble := 'swapped-axes'; END IF;
    EXCEPTION WHEN OTHERS THEN
      -- The other way round it is no place at all.
      NULL;
    END;
  END IF;
  IF trouble IS NOT NULL THEN placed := NULL; END IF;
END $$;
