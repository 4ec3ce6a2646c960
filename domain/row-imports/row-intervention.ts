/** A placed row as an intervention. */
import type { Position } from "../geo/geometry.ts";
import {
  DEFAULT_WIDTH_METRES,
  type Footprint,
  type InterventionInput,
  type InterventionState,
  NO_INTERVENTION_DETAILS,
  NO_PHASE_DETAILS,
} from "../interventions/intervention.ts";
import { INTERVENTION_WORDS } from "../interventions/wording.ts";
import type { Candidate } from "./placing.ts";
import type { PlannedRow } from "./planned-row.ts";

type PlacedGeometry = NonNullable<PlannedRow["geometry"]> | Candidate["geometry"];

/** A point tells where, not how much: a square of this side is assumed around it. */
const POINT_SIDE_METRES = 5;
const METRES_A_DEGREE = 111_320;

export function footprintOf(geometry: PlacedGeometry, widthMetres: number | null): Footprint {
  switch (geometry.type) {
    case "Polygon":
      return { kind: "area", polygon: geometry };
    case "LineString":
      return { kind: "line", line: geometry, widthMetres: widthMetres ?? DEFAULT_WIDTH_METRES };
    case "Point":
      return { kind: "area", polygon: squareAround(geometry.coordinates, widthMetres ?? POINT_SIDE_METRES) };
  }
}

function squareAround(
  [longitude, latitude]: Position,
  sideMetres: number,
): {
  type: "Polygon";
  coordinates: [number, number][][];
} {
  const up = sideMetres / 2 / METRES_A_DEGREE;
  const across = up / Math.cos((latitude * Math.PI) / 180);
  const ring: [number, number][] = [
    [longitude - across, latitude - up],
    [longitude + across, latitude - up],
    [longitude + across, latitude + up],
    [longitude - across, latitude + up],
    [longitude - across, latitude - up],
  ];
  return { type: "Polygon", coordinates: [ring] };
}

const MOST_TITLE = 200;

/** @param state where the row tells none */
export function toIntervention(
  row: PlannedRow,
  footprint: Footprint,
  state: InterventionState,
  phaseId?: string,
): InterventionInput {
  const kind = INTERVENTION_WORDS.it.kinds[row.kind].one;
  const title = row.title === "" ? [kind, row.placeText].filter((part) => part !== "").join(", ") : row.title;
  return {
    ...NO_INTERVENTION_DETAILS,
    kind: row.kind,
    state: row.state ?? state,
    title: title.slice(0, MOST_TITLE).trim(),
    place: row.placeText,
    description: row.description,
    cause: row.cause,
    contractor: row.contractor,
    urgent: row.urgent,
    phases: [
      {
        ...NO_PHASE_DETAILS,
        ...(phaseId === undefined ? {} : { id: phaseId }),
        footprint,
        startsAt: row.startsAt,
        endsAt: row.endsAt,
        vehicleImpact: row.vehicleImpact ?? "unknown",
        hindrance: row.hindrance ?? "none",
        depthMetres: row.depthMetres,
      },
    ],
  };
}

/** What an archive's row that tells no state is by its dates: over, or still to come. */
export function archivedState(
  { endsAt, startsAt }: Pick<PlannedRow, "startsAt" | "endsAt">,
  nowMs: number,
): InterventionState {
  if (Date.parse(endsAt) <= nowMs) return "completed";
  return Date.parse(startsAt) <= nowMs ? "inProgress" : "proposed";
}
