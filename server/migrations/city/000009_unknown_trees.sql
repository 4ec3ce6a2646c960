-- A tree of OpenStreetMap is often a place and nothing more: what is not known stays null and is drawn at a size
-- that says it is assumed, instead of a species or a height made up here.
ALTER TABLE tree ALTER COLUMN species DROP NOT NULL;
ALTER TABLE tree ALTER COLUMN size_class DROP NOT NULL;
ALTER TABLE tree ALTER COLUMN height_metres DROP NOT NULL;
ALTER TABLE tree ALTER COLUMN crown_diameter_metres DROP NOT NULL;
ALTER TABLE tree ALTER COLUMN trunk_diameter_metres DROP NOT NULL;
-- Null: stands on the relief.
ALTER TABLE tree ALTER COLUMN base_metres DROP NOT NULL;
