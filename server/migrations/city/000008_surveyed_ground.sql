-- Ground as its sources have it. What `ground` shows is worked out from it and from the streets (carriageways and
-- pavements cut into it, the rest filled up), again and again, so the outlines as read are kept apart.
CREATE TABLE surveyed_ground (
  id integer PRIMARY KEY,
  external_id text NOT NULL UNIQUE,
  kind text NOT NULL,
  name text,
  elevation_metres real,
  geom geometry(Polygon, 32632) NOT NULL
);
CREATE INDEX surveyed_ground_geom ON surveyed_ground USING gist (geom);
