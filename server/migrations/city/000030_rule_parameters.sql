-- What the city has set of the numbers that rules read: every version stays, the highest holds. What a rule reads
-- where nothing is set stands in domain/conflicts/parameters.
CREATE TABLE rule_parameter (
  parameter text NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  value double precision NOT NULL,
  source text NOT NULL CHECK (length(source) BETWEEN 1 AND 500),
  -- The office has read the value in the official text.
  confirmed boolean NOT NULL,
  author_id text NOT NULL,
  office_id text,
  at timestamptz NOT NULL,
  PRIMARY KEY (parameter, version)
);
