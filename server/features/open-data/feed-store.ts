import type { InterventionKind, VehicleImpact } from "../../../domain/interventions/intervention.ts";
import type { CalendarQuery } from "../../../domain/open-data/calendar-query.ts";
import type { PublicState } from "../../../domain/open-data/public-interventions.ts";
import type { RoadworkPhase } from "../../../domain/open-data/roadworks.ts";
import type { Db } from "../../platform/db.ts";
import { DECIDED_PHASES, PUBLIC_CANCELLATIONS } from "./collection-sources.ts";

type LineString = RoadworkPhase["line"];

export interface RoadworkRow {
  readonly id: string;
  readonly interventionId: string;
  readonly version: number;
  readonly state: PublicState;
  readonly recurring: boolean;
  readonly place: string;
  readonly officeId: string;
  readonly officeName: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly vehicleImpact: VehicleImpact;
  readonly carriagewayWidthMetres: number | null;
  readonly line: LineString;
  readonly detour: LineString | null;
  readonly near: boolean;
  readonly streetName: string | null;
  readonly lanes: number | null;
  readonly oneWay: boolean | null;
  readonly withTraffic: boolean | null;
}

/** Further from its axis than this a line is on no carriageway of that street: the widest avenue is 50 m. */
const STREET_METRES = 30;

/**
 * Roadworks that do not end before an instant, those of one intervention together and in their order. The line is the
 * one drawn along the street; of an area it is the longest piece of a street's axis inside it, and what touches no
 * axis is no road event.
 */
export async function listRoadworks(db: Db, endingAfter: Date): Promise<RoadworkRow[]> {
  const { rows } = await db.query<RoadworkRow>(
    `SELECT phase.id, intervention.id AS "interventionId", intervention.version, intervention.state,
       intervention.recurrence IS NOT NULL AS recurring, intervention.place, office.id AS "officeId",
       office.name AS "officeName", intervention.created_at AS "createdAt",
       intervention.updated_at AS "updatedAt", lower(phase.during) AS "startsAt",
       upper(phase.during) AS "endsAt", phase.vehicle_impact AS "vehicleImpact",
       phase.carriageway_width_metres AS "carriagewayWidthMetres",
       ST_AsGeoJSON(ST_Transform(road.line, 4326), 7, 0)::json AS line,
       ST_AsGeoJSON(ST_Transform(phase.detour, 4326), 7, 0)::json AS detour,
       near.id IS NOT NULL AS near, near.name AS "streetName", near.lanes,
       near.one_way AS "oneWay", ST_LineLocatePoint(near.geom, ST_StartPoint(road.line))
         <= ST_LineLocatePoint(near.geom, ST_EndPoint(road.line)) AS "withTraffic"
     FROM ${DECIDED_PHASES.from},
       LATERAL (SELECT coalesce(phase.centreline,
         (SELECT piece.geom FROM street_segment,
            LATERAL ST_Dump(ST_Intersection(street_segment.geom, phase.geom, 0.0001)) AS piece
          WHERE phase.centreline IS NULL AND ST_Intersects(street_segment.geom, phase.geom)
            AND GeometryType(piece.geom) = 'LINESTRING'
          ORDER BY ST_Length(piece.geom) DESC, street_segment.id LIMIT 1)) AS line) AS road
       LEFT JOIN LATERAL (
         SELECT street_segment.id, coalesce(street_segment.name, street.name) AS name, street_segment.lanes,
           street_segment.one_way, street_segment.geom, street_segment.geom <-> ST_LineInterpolatePoint(road.line, 0.5) AS metres
         FROM street_segment LEFT JOIN street ON street.id = street_segment.street_id
         ORDER BY street_segment.geom <-> ST_LineInterpolatePoint(road.line, 0.5) LIMIT 1) AS near
         ON near.metres <= ${STREET_METRES}
     WHERE ${DECIDED_PHASES.condition} AND phase.kind = 'roadwork' AND upper(phase.during) > $1
       AND road.line IS NOT NULL
     ORDER BY intervention.id, phase.position`,
    [endingAfter],
  );
  return rows;
}

export interface CalendarRow {
  readonly id: string;
  readonly interventionId: string;
  readonly kind: InterventionKind;
  readonly state: PublicState | "cancelled";
  readonly place: string;
  readonly officeName: string;
  readonly version: number;
  readonly updatedAt: Date;
  readonly createdAt: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly dailyFrom: string | null;
  readonly dailyTo: string | null;
  readonly weekdays: readonly number[];
  readonly vehicleImpact: VehicleImpact;
  readonly longitude: number;
  readonly latitude: number;
}

/** Which phases, beside those a query names. */
export interface CalendarScope {
  readonly interventionId: string | null;
  /** Null: however long ago. */
  readonly endingAfter: Date | null;
}

/** Phases that are public, and those called off after they had been. */
export async function listCalendarPhases(
  db: Db,
  query: CalendarQuery,
  scope: CalendarScope,
): Promise<CalendarRow[]> {
  const { columns } = DECIDED_PHASES;
  const { rows } = await db.query<CalendarRow>(
    `SELECT phase.id, ${columns.interventionId} AS "interventionId", intervention.kind, intervention.state,
       intervention.place, office.name AS "officeName", intervention.version,
       intervention.updated_at AS "updatedAt", intervention.created_at AS "createdAt",
       lower(phase.during) AS "startsAt", upper(phase.during) AS "endsAt",
       ${columns.dailyFrom} AS "dailyFrom", ${columns.dailyTo} AS "dailyTo", phase.weekdays,
       phase.vehicle_impact AS "vehicleImpact", ST_X(middle) AS longitude, ST_Y(middle) AS latitude
     FROM ${DECIDED_PHASES.from},
       LATERAL (SELECT ST_Transform(ST_PointOnSurface(phase.geom), 4326) AS middle) AS placed
     WHERE (${DECIDED_PHASES.condition} OR ${PUBLIC_CANCELLATIONS})
       AND ($1::uuid IS NULL OR intervention.id = $1)
       AND ($2::timestamptz IS NULL OR upper(phase.during) > $2)
       AND ($3::text[] IS NULL OR phase.kind = ANY($3))
       AND ($4::text IS NULL OR EXISTS (SELECT 1 FROM street WHERE lower(street.name) = lower($4)
         AND ST_DWithin(street.geom, phase.geom, street.width_metres / 2)))
       AND ($5::text IS NULL OR EXISTS (SELECT 1 FROM zone WHERE zone.external_id = $5
         AND ST_Intersects(zone.geom, phase.geom)))
       AND ($6::jsonb IS NULL OR EXISTS (SELECT 1 FROM jsonb_array_elements($6) AS box
         WHERE ST_Intersects(ST_Transform(phase.geom, 4326), ST_MakeEnvelope((box->>0)::float8,
           (box->>1)::float8, (box->>2)::float8, (box->>3)::float8, 4326))))
     ORDER BY lower(phase.during), phase.id`,
    [
      scope.interventionId,
      scope.endingAfter,
      query.kinds,
      query.street,
      query.district,
      query.boxes === null ? null : JSON.stringify(query.boxes),
    ],
  );
  return rows;
}

export async function isStreet(db: Db, name: string): Promise<boolean> {
  const { rowCount } = await db.query("SELECT 1 FROM street WHERE lower(name) = lower($1) LIMIT 1", [name]);
  return rowCount === 1;
}

export async function isZone(db: Db, externalId: string): Promise<boolean> {
  const { rowCount } = await db.query("SELECT 1 FROM zone WHERE external_id = $1", [externalId]);
  return rowCount === 1;
}
