-- What stands in the city. Coordinates: EPSG:32632 in metres. Heights: metres above sea level.
-- `external_id` is the source's own identifier: a re-import keeps it, so links and history hold.

-- What the program notes about this city for itself.
CREATE TABLE setting (
  name text PRIMARY KEY,
  value text NOT NULL
);

CREATE TABLE dataset (
  layer text PRIMARY KEY,
  title text NOT NULL,
  source text NOT NULL,
  licence text NOT NULL,
  synthetic boolean NOT NULL,
  feature_count integer NOT NULL CHECK (feature_count >= 0),
  content_hash text NOT NULL,
  loaded_at timestamptz NOT NULL
);

CREATE TABLE building (
  id integer PRIMARY KEY,
  external_id text NOT NULL UNIQUE,
  geom geometry(Polygon, 32632) NOT NULL,
  base_metres real NOT NULL,
  height_metres real NOT NULL CHECK (height_metres > 0),
  -- Clear height under an arcade or passage: the walls start here. 0 for a building that stands on the ground.
  clear_height_metres real NOT NULL DEFAULT 0 CHECK (clear_height_metres >= 0),
  use text NOT NULL,
  floors smallint,
  year_built smallint
);
CREATE INDEX building_geom ON building USING gist (geom);

CREATE TABLE ground (
  id integer PRIMARY KEY,
  external_id text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('base', 'carriageway', 'pavement', 'square', 'green', 'water', 'rail', 'courtyard', 'arcade')),
  name text,
  elevation_metres real NOT NULL,
  geom geometry(Polygon, 32632) NOT NULL
);
CREATE INDEX ground_geom ON ground USING gist (geom);

CREATE TABLE street (
  id integer PRIMARY KEY,
  external_id text NOT NULL UNIQUE,
  name text NOT NULL,
  class text NOT NULL CHECK (class IN ('main', 'area_collector', 'local_collector', 'residential', 'lot', 'pedestrian')),
  -- Metres between building fronts, and of carriageway alone.
  width_metres real NOT NULL CHECK (width_metres > 0),
  carriageway_width_metres real NOT NULL CHECK (carriageway_width_metres >= 0),
  geom geometry(MultiLineString, 32632) NOT NULL
);
CREATE INDEX street_geom ON street USING gist (geom);
CREATE INDEX street_name_trgm ON street USING gin (name gin_trgm_ops);

-- The street graph: one row per directed-or-both stretch between two junctions.
CREATE TABLE street_segment (
  id integer PRIMARY KEY,
  external_id text NOT NULL UNIQUE,
  street_id integer REFERENCES street,
  from_node integer NOT NULL,
  to_node integer NOT NULL,
  one_way boolean NOT NULL,
  lanes smallint NOT NULL CHECK (lanes >= 0),
  speed_kilometres_per_hour smallint NOT NULL,
  geom geometry(LineString, 32632) NOT NULL
);
CREATE INDEX street_segment_geom ON street_segment USING gist (geom);
CREATE INDEX street_segment_street ON street_segment (street_id);

CREATE TABLE address (
  id integer PRIMARY KEY,
  external_id text NOT NULL UNIQUE,
  street_id integer NOT NULL REFERENCES street,
  house_number text NOT NULL,
  building_id integer REFERENCES building,
  geom geometry(Point, 32632) NOT NULL
);
CREATE INDEX address_geom ON address USING gist (geom);
CREATE INDEX address_street ON address (street_id, house_number);

CREATE TABLE tree (
  id integer PRIMARY KEY,
  external_id text NOT NULL UNIQUE,
  species text NOT NULL,
  size_class text NOT NULL CHECK (size_class IN ('first', 'second', 'third')),
  monumental boolean NOT NULL DEFAULT false,
  height_metres real NOT NULL CHECK (height_metres > 0),
  crown_diameter_metres real NOT NULL CHECK (crown_diameter_metres > 0),
  trunk_diameter_metres real NOT NULL CHECK (trunk_diameter_metres > 0),
  base_metres real NOT NULL,
  geom geometry(Point, 32632) NOT NULL
);
CREATE INDEX tree_geom ON tree USING gist (geom);

CREATE TABLE transit_line (
  id integer PRIMARY KEY,
  external_id text NOT NULL UNIQUE,
  code text NOT NULL,
  mode text NOT NULL CHECK (mode IN ('tram', 'bus', 'metro')),
  title text NOT NULL,
  geom geometry(MultiLineString, 32632) NOT NULL
);
CREATE INDEX transit_line_geom ON transit_line USING gist (geom);

CREATE TABLE transit_stop (
  id integer PRIMARY KEY,
  external_id text NOT NULL UNIQUE,
  name text NOT NULL,
  line_codes text[] NOT NULL,
  geom geometry(Point, 32632) NOT NULL
);
CREATE INDEX transit_stop_geom ON transit_stop USING gist (geom);

CREATE TABLE utility (
  id integer PRIMARY KEY,
  external_id text NOT NULL UNIQUE,
  network text NOT NULL CHECK (network IN ('water', 'sewer', 'gas', 'power', 'telecom', 'heating')),
  diameter_millimetres integer NOT NULL CHECK (diameter_millimetres > 0),
  -- Ground surface to the crown of the pipe.
  depth_metres real NOT NULL CHECK (depth_metres >= 0),
  material text,
  -- PAS 128 survey categories: A verified, B detected, C site reconnaissance, D desktop record.
  accuracy_class text NOT NULL CHECK (accuracy_class IN ('A', 'B', 'C', 'D')),
  geom geometry(LineString, 32632) NOT NULL
);
CREATE INDEX utility_geom ON utility USING gist (geom);

CREATE TABLE zone (
  id integer PRIMARY KEY,
  external_id text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('district', 'neighbourhood', 'statistical', 'census')),
  name text NOT NULL,
  residents integer CHECK (residents >= 0),
  geom geometry(MultiPolygon, 32632) NOT NULL
);
CREATE INDEX zone_geom ON zone USING gist (geom);
