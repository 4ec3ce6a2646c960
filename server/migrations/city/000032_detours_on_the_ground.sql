-- Whose detour runs where somebody is about to dig.
CREATE INDEX phase_live_detour ON phase USING gist (detour) WHERE live AND detour IS NOT NULL;
