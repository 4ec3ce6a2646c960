import type { LineStringGeometry, PolygonGeometry } from "../../../domain/geo/geometry.ts";
import type {
  Hindrance,
  InterventionKind,
  InterventionState,
  VehicleImpact,
} from "../../../domain/interventions/intervention.ts";
import { directionOf, distance, type Point, rectangle } from "../plane.ts";

export interface SamplePhase {
  /** EPSG:32632. */
  readonly footprint: PolygonGeometry;
  readonly centreline?: LineStringGeometry;
  readonly widthMetres?: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly vehicleImpact: VehicleImpact;
  readonly hindrance: Hindrance;
  readonly depthMetres: number | null;
}

export interface SampleIntervention {
  readonly id: string;
  readonly kind: InterventionKind;
  readonly state: InterventionState;
  readonly title: string;
  readonly place: string;
  readonly description: string;
  readonly officeId: string;
  readonly phases: readonly SamplePhase[];
}

export const SYNTHETIC_NOTE = "Intervento inventato per la città d'esempio.";

const millimetres = (value: number) => Math.round(value * 1000) / 1000;
const position = ([x, y]: Point): [number, number] => [millimetres(x), millimetres(y)];

export function polygonAround(ring: readonly Point[]): PolygonGeometry {
  const positions = ring.map(position);
  return { type: "Polygon", coordinates: [[...positions, positions[0]!]] };
}

/** A straight stretch of given width, with the line it was drawn from. */
export function stretch(
  a: Point,
  b: Point,
  widthMetres: number,
): Pick<SamplePhase, "footprint" | "centreline" | "widthMetres"> {
  const middle: Point = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  return {
    footprint: polygonAround(rectangle(middle, directionOf(a, b), distance(a, b), widthMetres)),
    centreline: { type: "LineString", coordinates: [position(a), position(b)] },
    widthMetres,
  };
}
