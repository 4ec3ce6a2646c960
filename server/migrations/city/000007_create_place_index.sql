-- Places by name, worked out from the layers after each load (server/features/places/place-index.ts), which alone
-- knows how a name is written, abbreviated and mistyped (domain/places/name.ts).

CREATE TABLE place (
  id integer PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('street', 'square', 'stop', 'facility', 'zone')),
  -- Of the layer's own feature; with "~2" and so on where one name stands in several parts of the city.
  external_id text NOT NULL,
  title text NOT NULL,
  -- Where, for people: the neighbourhood. Null: not known.
  detail text,
  -- Of two places with one name the greater is the likelier: metres of street, or of its outline.
  size_metres real NOT NULL,
  -- The layer's rows that make it up, for house numbers.
  street_ids integer[] NOT NULL,
  -- The street layer's line goes on where the graph of traffic ends: nobody drives there.
  undriven boolean NOT NULL,
  geom geometry(Point, 32632) NOT NULL,
  extent geometry(Geometry, 32632) NOT NULL
);
CREATE INDEX place_external_id ON place (external_id);

-- Words of names, and the places that bear them.
CREATE TABLE place_word (
  word text PRIMARY KEY,
  place_ids integer[] NOT NULL
);
CREATE INDEX place_word_prefix ON place_word (word text_pattern_ops);
CREATE INDEX place_word_trgm ON place_word USING gin (word gin_trgm_ops);

-- A stretch of the street graph and the streets whose name it bears: two, where it leads from one into the other.
CREATE TABLE place_segment (
  place_id integer NOT NULL,
  segment_id integer NOT NULL,
  from_node integer NOT NULL,
  to_node integer NOT NULL,
  PRIMARY KEY (place_id, segment_id)
);
CREATE INDEX place_segment_segment ON place_segment (segment_id);
CREATE INDEX place_segment_from ON place_segment (from_node);
CREATE INDEX place_segment_to ON place_segment (to_node);
