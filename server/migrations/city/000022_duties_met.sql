-- Ids of the rules whose duty somebody ticked off as seen to: what no rule can work out, a board that was put up.
ALTER TABLE intervention ADD COLUMN duties_met text[] NOT NULL DEFAULT '{}';
