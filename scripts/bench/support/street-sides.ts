/** Streets by name with their widths, and pavements along them: what rules ask of a street, of an invented width. */
import type {
  GroundRecord,
  StreetClass,
  StreetRecord,
  StreetSegmentRecord,
} from "../../../domain/city/city-data.ts";
import type { Position } from "../../../domain/geo/geometry.ts";
import { beside, lengthOf } from "../../../domain/geo/line-parts.ts";

/** Metres from wall to wall and between the kerbs. */
const WIDTHS: Readonly<Record<StreetSegmentRecord["class"], readonly [number, number]>> = {
  motorway: [14, 14],
  main: [24, 14],
  area_collector: [18, 10],
  local_collector: [14, 8],
  residential: [11, 6],
  lot: [7, 5],
  pedestrian: [9, 5],
} as const satisfies Record<string, readonly [number, number]>;

export interface StreetSides {
  readonly street: StreetRecord[];
  readonly street_segment: StreetSegmentRecord[];
  readonly ground: GroundRecord[];
}

export function buildStreetSides(segments: readonly StreetSegmentRecord[]): StreetSides {
  const street: StreetRecord[] = [];
  const ground: GroundRecord[] = [];
  const numbers = new Map<string, number>();
  const lines = new Map<number, Position[][]>();
  const numbered = segments.map((segment) => {
    if (segment.name === null || segment.class === "motorway") return segment;
    let streetId = numbers.get(segment.name);
    if (streetId === undefined) {
      streetId = numbers.size + 1;
      numbers.set(segment.name, streetId);
      lines.set(streetId, []);
      street.push(toStreet(streetId, segment.name, segment.class, lines.get(streetId)!));
    }
    lines.get(streetId)!.push([...segment.geom.coordinates]);
    for (const strip of pavementsOf(segment)) {
      const id = ground.length + 1;
      const about = { kind: "pavement", name: null, elevationMetres: null, derived: true } as const;
      ground.push({ id, externalId: `pavement-${id}`, geom: strip, ...about });
    }
    return { ...segment, streetId };
  });
  return { street, street_segment: numbered, ground };
}

function toStreet(id: number, name: string, of: StreetClass, coordinates: Position[][]): StreetRecord {
  const [widthMetres, carriagewayWidthMetres] = WIDTHS[of];
  return {
    id,
    externalId: `street-${id}`,
    geom: { type: "MultiLineString", coordinates },
    name,
    class: of,
    widthMetres,
    carriagewayWidthMetres,
    widthSource: "generated",
  };
}

/** Pavements end so far from the crossing. */
const CORNER_METRES = 8;

/** A strip on each side of a straight stretch; along a bend it could cross itself, and there is none. */
function pavementsOf({ geom, class: of, tunnel }: StreetSegmentRecord): GroundRecord["geom"][] {
  const length = lengthOf(geom);
  if (tunnel || geom.coordinates.length !== 2 || length < 3 * CORNER_METRES) return [];
  const [whole, carriageway] = WIDTHS[of];
  const [a, b] = geom.coordinates as readonly [Position, Position];
  const at = (metres: number): Position => [
    a[0] + ((b[0] - a[0]) * metres) / length,
    a[1] + ((b[1] - a[1]) * metres) / length,
  ];
  const middle = {
    type: "LineString" as const,
    coordinates: [at(CORNER_METRES), at(length - CORNER_METRES)],
  };
  if (whole <= carriageway) return [];
  return [1, -1].map((side) => {
    const [near, far] = [carriageway / 2, whole / 2].map((away) => beside(middle, side * away).coordinates);
    const ring = [near![0]!, near![1]!, far![1]!, far![0]!, near![0]!];
    return { type: "Polygon", coordinates: [ring] };
  });
}
