-- What a real city brings and the generated one did not: unknown values, several sources for one layer, a street
-- graph with its nodes, relief, cycle tracks, services, sensors, traffic zones and their demand.

-- Layers are replaced as wholes by a new load, so what joins them is checked by that load, not by foreign keys.
ALTER TABLE street_segment DROP CONSTRAINT street_segment_street_id_fkey;
ALTER TABLE address DROP CONSTRAINT address_street_id_fkey;
ALTER TABLE address DROP CONSTRAINT address_building_id_fkey;

-- One row a source; a layer may have several ("building" from the municipal map and from OpenStreetMap).
ALTER TABLE dataset DROP CONSTRAINT dataset_pkey;
ALTER TABLE dataset ADD COLUMN id text;
UPDATE dataset SET id = layer;
ALTER TABLE dataset ALTER COLUMN id SET NOT NULL;
ALTER TABLE dataset ADD PRIMARY KEY (id);
ALTER TABLE dataset
  ADD COLUMN publisher text,
  ADD COLUMN attribution text,
  -- What was read: file name without folder, format, CRS as an EPSG code ("EPSG:4326").
  ADD COLUMN file text,
  ADD COLUMN format text,
  ADD COLUMN crs text,
  -- Not read but worked out from other layers (relief by interpolation, carriageways from axes and widths).
  ADD COLUMN derived boolean NOT NULL DEFAULT false,
  -- What had to be assumed, in Italian and in English; shown beside the layer.
  ADD COLUMN assumptions jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN record_count integer CHECK (record_count >= 0),
  ADD COLUMN refused_count integer CHECK (refused_count >= 0),
  ADD COLUMN repaired_count integer CHECK (repaired_count >= 0);
CREATE INDEX dataset_layer ON dataset (layer);

-- Null: not known. The scene draws such a building at a height that it says is assumed.
ALTER TABLE building ALTER COLUMN base_metres DROP NOT NULL;
ALTER TABLE building ALTER COLUMN height_metres DROP NOT NULL;
ALTER TABLE building
  ADD COLUMN height_source text NOT NULL DEFAULT 'generated'
    CHECK (height_source IN ('surveyed', 'tagged', 'levels', 'generated', 'unknown')),
  ADD COLUMN name text,
  ADD CHECK ((height_metres IS NULL) = (height_source = 'unknown'));
ALTER TABLE building ALTER COLUMN height_source DROP DEFAULT;

-- Null: lies on the relief.
ALTER TABLE ground ALTER COLUMN elevation_metres DROP NOT NULL;
ALTER TABLE ground ADD COLUMN derived boolean NOT NULL DEFAULT false;

ALTER TABLE street
  ADD COLUMN width_source text NOT NULL DEFAULT 'generated'
    CHECK (width_source IN ('tagged', 'lanes', 'assumed', 'generated'));
ALTER TABLE street ALTER COLUMN width_source DROP DEFAULT;

-- Directed edges of the graph: a segment both ways is two, a one-way segment one, from from_node to to_node.
-- No view says so: a view would hold on to a table that a new load has replaced.
CREATE TABLE street_node (
  id integer PRIMARY KEY,
  external_id text NOT NULL UNIQUE,
  geom geometry(Point, 32632) NOT NULL
);
CREATE INDEX street_node_geom ON street_node USING gist (geom);

ALTER TABLE street_segment ALTER COLUMN lanes DROP NOT NULL;
ALTER TABLE street_segment ALTER COLUMN speed_kilometres_per_hour DROP NOT NULL;
ALTER TABLE street_segment
  ADD COLUMN name text,
  -- OpenStreetMap's `highway` word, or null where the source has none.
  ADD COLUMN highway text,
  ADD COLUMN class text NOT NULL DEFAULT 'residential'
    CHECK (class IN ('motorway', 'main', 'area_collector', 'local_collector', 'residential', 'lot', 'pedestrian')),
  ADD COLUMN bridge boolean NOT NULL DEFAULT false,
  ADD COLUMN tunnel boolean NOT NULL DEFAULT false,
  -- Carriageway from kerb to kerb, as tagged; null: not known.
  ADD COLUMN carriageway_width_metres real CHECK (carriageway_width_metres > 0),
  -- Ways of OpenStreetMap the stretch is made of: what other sets (traffic zones) name streets by.
  ADD COLUMN way_ids bigint[] NOT NULL DEFAULT '{}';
ALTER TABLE street_segment ALTER COLUMN class DROP DEFAULT;
CREATE INDEX street_segment_from ON street_segment (from_node);
CREATE INDEX street_segment_to ON street_segment (to_node);

CREATE TABLE cycle_track (
  id integer PRIMARY KEY,
  external_id text NOT NULL UNIQUE,
  name text,
  from_node integer NOT NULL,
  to_node integer NOT NULL,
  one_way boolean NOT NULL,
  geom geometry(LineString, 32632) NOT NULL
);
CREATE INDEX cycle_track_geom ON cycle_track USING gist (geom);

-- Surveyed heights of the ground, metres above sea level.
CREATE TABLE elevation_point (
  id integer PRIMARY KEY,
  external_id text NOT NULL UNIQUE,
  elevation_metres real NOT NULL,
  geom geometry(Point, 32632) NOT NULL
);
CREATE INDEX elevation_point_geom ON elevation_point USING gist (geom);

-- The relief as one grid (domain/geo/relief.ts): at most one row, none where the ground is flat at its own height.
CREATE TABLE relief (
  id integer PRIMARY KEY CHECK (id = 1),
  -- The south-west grid point, and the steps to the next one east and north, in degrees (CRS84).
  west double precision NOT NULL,
  south double precision NOT NULL,
  step_east double precision NOT NULL CHECK (step_east > 0),
  step_north double precision NOT NULL CHECK (step_north > 0),
  columns integer NOT NULL CHECK (columns >= 2),
  rows integer NOT NULL CHECK (rows >= 2),
  -- Grid points row by row from the south-west, uint16 little-endian, in quanta above lowest_metres.
  lowest_metres double precision NOT NULL,
  quantum_metres double precision NOT NULL CHECK (quantum_metres > 0),
  heights bytea NOT NULL,
  -- One bit a grid point in the same order, lowest bit first: 1 where a surveyed height is near, 0 where assumed.
  surveyed bytea NOT NULL,
  CHECK (octet_length(heights) = 2 * columns * rows)
);

ALTER TABLE transit_line ALTER COLUMN geom DROP NOT NULL;
ALTER TABLE transit_line DROP CONSTRAINT transit_line_mode_check;
ALTER TABLE transit_line ADD CHECK (mode IN ('tram', 'bus', 'metro', 'rail', 'funicular'));
ALTER TABLE transit_stop ADD COLUMN step_free boolean;

ALTER TABLE zone ADD COLUMN households integer CHECK (households >= 0);

-- Schools, pharmacies, libraries: what people must still reach while a street is closed.
CREATE TABLE facility (
  id integer PRIMARY KEY,
  external_id text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('school', 'pharmacy', 'library', 'hospital')),
  name text NOT NULL,
  address text,
  pupils integer CHECK (pupils >= 0),
  geom geometry(Point, 32632) NOT NULL
);
CREATE INDEX facility_geom ON facility USING gist (geom);

CREATE TABLE car_park (
  id integer PRIMARY KEY,
  external_id text NOT NULL UNIQUE,
  name text NOT NULL,
  places integer CHECK (places >= 0),
  geom geometry(Point, 32632) NOT NULL
);
CREATE INDEX car_park_geom ON car_park USING gist (geom);

-- A detector of flow and speed; the figures are those of one moment, `observed_at`.
CREATE TABLE traffic_sensor (
  id integer PRIMARY KEY,
  external_id text NOT NULL UNIQUE,
  road_name text,
  direction text,
  observed_at timestamptz,
  flow_vehicles_per_hour real CHECK (flow_vehicles_per_hour >= 0),
  speed_kilometres_per_hour real CHECK (speed_kilometres_per_hour >= 0),
  geom geometry(Point, 32632) NOT NULL
);
CREATE INDEX traffic_sensor_geom ON traffic_sensor USING gist (geom);

-- ZTL: the area, and the gates where a camera reads plates.
CREATE TABLE limited_traffic_zone (
  id integer PRIMARY KEY,
  external_id text NOT NULL UNIQUE,
  name text NOT NULL,
  geom geometry(MultiPolygon, 32632) NOT NULL
);
CREATE INDEX limited_traffic_zone_geom ON limited_traffic_zone USING gist (geom);

CREATE TABLE limited_traffic_gate (
  id integer PRIMARY KEY,
  external_id text NOT NULL UNIQUE,
  name text NOT NULL,
  hours text,
  geom geometry(Point, 32632) NOT NULL
);
CREATE INDEX limited_traffic_gate_geom ON limited_traffic_gate USING gist (geom);

-- Where car trips start and end. Null geometry: known by its number alone.
CREATE TABLE traffic_zone (
  id integer PRIMARY KEY,
  external_id text NOT NULL UNIQUE,
  -- Share of the zone's streets found on the graph, 0 to 1: below a half the outline is not to be trusted.
  match_share real CHECK (match_share BETWEEN 0 AND 1),
  geom geometry(MultiPolygon, 32632)
);
CREATE INDEX traffic_zone_geom ON traffic_zone USING gist (geom);

-- Car trips an hour from zone to zone (their external_id), 24 values from midnight.
CREATE TABLE traffic_demand (
  from_zone text NOT NULL,
  to_zone text NOT NULL,
  trips_per_hour real[] NOT NULL CHECK (cardinality(trips_per_hour) = 24),
  PRIMARY KEY (from_zone, to_zone)
);
