-- Offices and people are city data. In demo mode people are plainly fictional, one per role.
CREATE TABLE office (
  id text PRIMARY KEY,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('municipal', 'utility', 'contractor', 'organiser'))
);

CREATE TABLE person (
  id text PRIMARY KEY,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('planner', 'crew_lead', 'official', 'citizen', 'desk_operator', 'administrator')),
  office_id text REFERENCES office,
  fictional boolean NOT NULL
);
