-- Extensions live in `public`, where every city's search_path finds them.
CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

-- One row per city; its tables live in the schema named here (DESIGN.md: one city = one schema).
CREATE TABLE city (
  id text PRIMARY KEY CHECK (id ~ '^[a-z][a-z0-9_]{1,40}$'),
  name text NOT NULL,
  time_zone text NOT NULL,
  synthetic boolean NOT NULL,
  attribution text NOT NULL,
  -- Metres to add to a height above sea level to get a height above the WGS 84 ellipsoid.
  geoid_undulation_metres double precision NOT NULL,
  extent geometry(Polygon, 32632) NOT NULL,
  centre geometry(Point, 32632) NOT NULL,
  loaded_at timestamptz NOT NULL
);
