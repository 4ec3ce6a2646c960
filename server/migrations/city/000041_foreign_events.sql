-- Traffic events as another body's feed tells them, in its words: shown with their source, and never an intervention of
-- this city. Days as the feed has them, both included; an end that nobody has told is null.
CREATE TABLE foreign_event (
  id integer PRIMARY KEY,
  external_id text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('roadworks', 'closure', 'accident', 'queue', 'event', 'hazard', 'other')),
  road text,
  description text NOT NULL,
  starts_on date NOT NULL,
  ends_on date,
  told_at timestamptz NOT NULL,
  geom geometry(Point, 32632) NOT NULL,
  CHECK (ends_on >= starts_on)
);
CREATE INDEX foreign_event_geom ON foreign_event USING gist (geom);

-- What whoever looks after the tree has judged it to be, and its class of likelihood to fail (A the least, D the most).
ALTER TABLE tree ADD COLUMN condition text
  CHECK (condition IN ('excellent', 'good', 'fair', 'poor', 'bad', 'dead'));
ALTER TABLE tree ADD COLUMN failure_class text CHECK (failure_class IN ('A', 'B', 'C', 'C/D', 'D'));
