-- GEOS takes a buffer that fails again at less precision, by catching its own exception; built for the embedded
-- database it cannot catch, and the exception ends as an SQL error (38000). So what GEOS does is done here. Metres.
CREATE FUNCTION buffer_ground(shape geometry, metres float8, style text DEFAULT '') RETURNS geometry
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE grid float8;
BEGIN
  RETURN ST_Buffer(shape, metres, style);
EXCEPTION WHEN external_routine_exception THEN
  FOREACH grid IN ARRAY ARRAY[0.0001, 0.001, 0.01] LOOP
    BEGIN
      RETURN ST_Buffer(ST_ReducePrecision(shape, grid), metres, style);
    EXCEPTION WHEN external_routine_exception THEN
      CONTINUE;
    END;
  END LOOP;
  RAISE;
END $$;
