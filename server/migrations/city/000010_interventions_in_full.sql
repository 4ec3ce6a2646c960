-- What COORDINATION.md asks to know of an intervention and of each of its phases. Null is "not known", never zero.
ALTER TABLE intervention
  ADD COLUMN cause text NOT NULL DEFAULT '' CHECK (length(cause) <= 300),
  ADD COLUMN contractor text NOT NULL DEFAULT '' CHECK (length(contractor) <= 200),
  ADD COLUMN urgent boolean NOT NULL DEFAULT false,
  -- iCalendar RRULE that its phases were unfolded from.
  ADD COLUMN recurrence text CHECK (length(recurrence) <= 500);

ALTER TABLE phase
  -- Minutes of the city's wall clock, [from, to).
  ADD COLUMN daily_minutes int4range CHECK (NOT isempty(daily_minutes) AND lower(daily_minutes) >= 0 AND upper(daily_minutes) <= 1440),
  -- ISO 8601: 1 Monday to 7 Sunday.
  ADD COLUMN weekdays smallint[] NOT NULL DEFAULT '{1,2,3,4,5,6,7}' CHECK (cardinality(weekdays) BETWEEN 1 AND 7),
  ADD COLUMN height_metres real CHECK (height_metres >= 0),
  ADD COLUMN footway_width_metres real CHECK (footway_width_metres >= 0),
  ADD COLUMN carriageway_width_metres real CHECK (carriageway_width_metres >= 0),
  ADD COLUMN detour geometry(LineString, 32632),
  ADD COLUMN noise_power_decibels real,
  ADD COLUMN expected_people integer CHECK (expected_people >= 0),
  ADD COLUMN machines text[] NOT NULL DEFAULT '{}';
