-- Periods in which the city lets nobody dig. Every version stays, the highest of an id holds until it is an ended one.
CREATE TABLE no_dig_period (
  id uuid NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  -- Every year from a month and day to another (MM-DD), or once (YYYY-MM-DD); both ends within.
  yearly boolean NOT NULL,
  from_day text NOT NULL,
  to_day text NOT NULL,
  kinds text[] NOT NULL CHECK (cardinality(kinds) >= 1),
  -- Zones it holds in, by sort, key and name as they were; none: the whole city.
  areas jsonb NOT NULL CHECK (jsonb_typeof(areas) = 'array'),
  -- Their ground, kept: layers are swapped as whole tables, what was decided stays.
  geom geometry(MultiPolygon, 32632),
  source text NOT NULL CHECK (length(source) BETWEEN 1 AND 500),
  -- The office has read it in the official text.
  confirmed boolean NOT NULL,
  ended boolean NOT NULL,
  author_id text NOT NULL,
  office_id text,
  at timestamptz NOT NULL,
  PRIMARY KEY (id, version),
  CHECK (from_day ~ CASE WHEN yearly THEN '^\d\d-\d\d$' ELSE '^\d{4}-\d\d-\d\d$' END),
  CHECK (to_day ~ CASE WHEN yearly THEN '^\d\d-\d\d$' ELSE '^\d{4}-\d\d-\d\d$' END)
);
