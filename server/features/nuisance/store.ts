import type { InterventionKind, PhaseInput } from "../../../domain/interventions/intervention.ts";
import type { PlaceInputs } from "../../../domain/nuisance/inputs.ts";
import type { NoiseReach } from "../../../domain/nuisance/noise-reach.ts";
import { type Db, keep } from "../../platform/db.ts";

/** Ground as PostGIS hands it over and takes it back, and how far its noise is looked for. */
export interface AskedGround {
  readonly polygon: Buffer;
  readonly reach: NoiseReach | null;
}

/** A street is taken from building to building; one whose width is not on record, as this wide. */
const ASSUMED_STREET_METRES = 12;
/** Two pavements, where the carriageway alone is on record. */
const PAVEMENTS_METRES = 5;
/** No street is wider than twice this: lets the index choose. */
const MOST_HALF_METRES = 40;
/** Haitaton's own: how far from a main street's axis a count of vehicles belongs to it. */
const SENSOR_METRES = 30;
/** GIPOD's zones of a line and of a stop (Flanders, published). */
const LINE_METRES = 4;
const STOP_METRES = 10;
/** Half a track of two ways. */
const TRACK_METRES = 1.5;
/** Without any pavement on record this near, pavements are taken as not known. */
const PAVEMENT_METRES = 50;

/** What of a sort lies there, as JSON; null where the city has none of that sort on record. */
const known = (exists: string, told: string) => `CASE WHEN ${exists} THEN (${told}) END`;

const PLACES = keep(`
  WITH subject AS MATERIALIZED (
    SELECT number, polygon::geometry AS geom, residents_metres, sensitive_metres
    FROM unnest($1::bytea[], $2::float8[], $3::float8[])
      WITH ORDINALITY AS row (polygon, residents_metres, sensitive_metres, number)
  ), on_street AS MATERIALIZED (
    SELECT number, segment.*, coalesce(street.name, segment.name, '') AS said, half
    FROM subject
      JOIN street_segment AS segment ON ST_DWithin(segment.geom, subject.geom, ${MOST_HALF_METRES})
      LEFT JOIN street ON street.id = segment.street_id
      CROSS JOIN LATERAL (SELECT least(${MOST_HALF_METRES}, coalesce(street.width_metres,
        segment.carriageway_width_metres + ${PAVEMENTS_METRES}, ${ASSUMED_STREET_METRES})::float8 / 2) AS half) AS width
    WHERE NOT segment.bridge AND NOT segment.tunnel AND ST_DWithin(segment.geom, subject.geom, half)
  ), reach AS MATERIALIZED (
    SELECT number, half, buffer_ground(geom, half) AS geom
    FROM (SELECT DISTINCT number, half FROM on_street) AS asked JOIN subject USING (number)
  ), census AS MATERIALIZED (
    SELECT kind FROM zone WHERE residents IS NOT NULL
    GROUP BY kind
    ORDER BY array_position('{census,statistical,neighbourhood,district}', kind) LIMIT 1
  )
  SELECT
    ${known(
      "EXISTS (SELECT FROM street_segment)",
      `SELECT coalesce(json_agg(here), '[]') FROM (
        SELECT said AS name, on_street.class, bool_and(one_way) AS "oneWay",
          CASE WHEN bool_and(lanes IS NOT NULL) THEN max(lanes) END AS lanes,
          sum(ST_Length(ST_Intersection(on_street.geom, reach.geom, 0.0001))) AS "besideMetres"
        FROM on_street JOIN reach USING (number, half) WHERE number = subject.number
        GROUP BY said, on_street.class ORDER BY said, on_street.class) AS here`,
    )} AS streets,
    (SELECT json_build_object('number', flow_vehicles_per_hour, 'sensor', coalesce(road_name, external_id))
      FROM traffic_sensor AS sensor
      WHERE flow_vehicles_per_hour IS NOT NULL AND ST_DWithin(sensor.geom, subject.geom, ${SENSOR_METRES})
      ORDER BY flow_vehicles_per_hour DESC, external_id LIMIT 1) AS "vehiclesAnHour",
    ${known(
      "EXISTS (SELECT FROM cycle_track)",
      `SELECT coalesce(json_agg(DISTINCT jsonb_build_object('name', name)), '[]') FROM cycle_track AS track
        WHERE ST_DWithin(track.geom, subject.geom, ${TRACK_METRES})`,
    )} AS "cycleTracks",
    ${known(
      "EXISTS (SELECT FROM transit_line)",
      `SELECT coalesce(json_agg(DISTINCT jsonb_build_object('code', code, 'mode', mode)), '[]')
        FROM transit_line AS line
        WHERE ST_DWithin(line.geom, subject.geom, ${LINE_METRES}) OR (line.geom IS NULL AND EXISTS (
          SELECT FROM transit_stop AS stop
          WHERE ST_DWithin(stop.geom, subject.geom, ${STOP_METRES}) AND code = ANY (line_codes)))`,
    )} AS lines,
    ${known(
      "EXISTS (SELECT FROM transit_stop)",
      `SELECT coalesce(json_agg(json_build_object('name', name, 'lineCodes', line_codes, 'stepFree', step_free)
          ORDER BY name, external_id), '[]')
        FROM transit_stop AS stop WHERE ST_DWithin(stop.geom, subject.geom, ${STOP_METRES})`,
    )} AS stops,
    ${known(
      "EXISTS (SELECT FROM ground WHERE kind = 'rail')",
      "SELECT EXISTS (SELECT FROM ground WHERE kind = 'rail' AND ST_Intersects(ground.geom, subject.geom))",
    )} AS rails,
    ${known(
      `EXISTS (SELECT FROM ground WHERE kind = 'pavement' AND ST_DWithin(ground.geom, subject.geom, ${PAVEMENT_METRES}))`,
      `SELECT coalesce(sum(ST_Area(ST_Intersection(ground.geom, subject.geom, 0.0001))), 0)
        FROM ground WHERE kind = 'pavement' AND ST_Intersects(ground.geom, subject.geom)`,
    )} AS "pavementSquareMetres",
    ${known(
      "residents_metres IS NOT NULL AND EXISTS (SELECT FROM census)",
      `SELECT coalesce(sum(residents * ST_Area(ST_Intersection(zone.geom, heard.geom, 0.0001)) / ST_Area(zone.geom)), 0)
        FROM (SELECT buffer_ground(subject.geom, residents_metres) AS geom) AS heard
          JOIN zone ON zone.kind = (SELECT kind FROM census) AND ST_Intersects(zone.geom, heard.geom)`,
    )} AS residents,
    ${known(
      "sensitive_metres IS NOT NULL AND EXISTS (SELECT FROM facility WHERE kind IN ('school', 'hospital'))",
      `SELECT coalesce(json_agg(json_build_object('kind', kind, 'name', name) ORDER BY kind, name), '[]')
        FROM facility
        WHERE kind IN ('school', 'hospital') AND ST_DWithin(facility.geom, subject.geom, sensitive_metres)`,
    )} AS sensitive
  FROM subject ORDER BY number`);

/** What lies where each ground is, in their order. */
export async function listPlaceInputs(db: Db, grounds: readonly AskedGround[]): Promise<PlaceInputs[]> {
  const { rows } = await db.query<PlaceInputs>(PLACES, [
    grounds.map(({ polygon }) => polygon),
    grounds.map(({ reach }) => reach?.residentsMetres ?? null),
    grounds.map(({ reach }) => reach?.sensitiveMetres ?? null),
  ]);
  return rows;
}

/** A phase as it is saved, as far as nuisance goes by it. */
export interface SavedPhase extends Pick<PhaseInput, "vehicleImpact" | "hindrance"> {
  readonly kind: InterventionKind;
  readonly polygon: Buffer;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly footwayWidthMetres: number | null;
  readonly carriagewayWidthMetres: number | null;
  readonly noisePowerDecibels: number | null;
  readonly detourMetres: number | null;
}

/** Stored as `real`: asked for as text and back, 1.2 stays 1.2. */
const exact = (column: string) => `${column}::text::float8`;

/** Of an intervention that was not deleted, in their order. */
export async function listSavedPhases(db: Db, interventionId: string): Promise<SavedPhase[]> {
  const { rows } = await db.query<SavedPhase>(
    `SELECT intervention.kind, ST_AsEWKB(geom) AS polygon, lower(during) AS "startsAt", upper(during) AS "endsAt",
       vehicle_impact AS "vehicleImpact", hindrance, ${exact("footway_width_metres")} AS "footwayWidthMetres",
       ${exact("carriageway_width_metres")} AS "carriagewayWidthMetres",
       ${exact("noise_power_decibels")} AS "noisePowerDecibels", ST_Length(detour) AS "detourMetres"
     FROM phase JOIN intervention ON intervention.id = phase.intervention_id
     WHERE intervention.id = $1 AND deleted_at IS NULL AND NOT removed ORDER BY position`,
    [interventionId],
  );
  return rows;
}
