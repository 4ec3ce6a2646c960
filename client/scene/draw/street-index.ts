/** The streets in the client, found by place: as axes in metres, cut where other streets meet them. */
import Flatbush from "flatbush";
import { toDegrees, toMetres } from "../../../domain/geo/projection.ts";
import type { StreetFeature } from "../../../domain/places/contract.ts";
import type { StreetAxis } from "../../../domain/places/on-street.ts";

type Degrees = readonly [number, number];

export interface StreetIndex {
  /** Those whose axis may come within `reachMetres` of a place. */
  near(place: Degrees, reachMetres: number): readonly StreetAxis[];
  /** Those whose axis may come within `reachMetres` of a line. */
  along(line: readonly Degrees[], reachMetres: number): readonly StreetAxis[];
  /** The other streets that meet a street at a place of its axis, in degrees. */
  crossingNames(place: Degrees, streetName: string): readonly string[];
}

/** About a decimetre: ends meant to meet meet. */
const DECIMALS = 6;

export function indexStreets(features: readonly StreetFeature[]): StreetIndex {
  const meeting = new Map<string, Set<string>>();
  features.forEach(({ geometry, properties }) => {
    for (const place of geometry.coordinates.flat()) {
      const names = meeting.get(keyOf(place));
      if (names === undefined) meeting.set(keyOf(place), new Set([properties.name]));
      else names.add(properties.name);
    }
  });
  const axes = new Map<number, StreetAxis>();
  const axisOf = (at: number): StreetAxis => {
    const known = axes.get(at);
    if (known !== undefined) return known;
    const { id, geometry, properties } = features[at]!;
    const axis: StreetAxis = {
      id,
      name: properties.name,
      widthMetres: properties.widthMetres,
      carriagewayWidthMetres: properties.carriagewayWidthMetres,
      stretches: geometry.coordinates.flatMap((line) => cut(line, meeting)).map((line) => line.map(toMetres)),
    };
    axes.set(at, axis);
    return axis;
  };
  const boxes = features.flatMap(({ geometry }, at) => geometry.coordinates.map((line) => ({ at, line })));
  const index = boxes.length === 0 ? null : new Flatbush(boxes.length);
  for (const { line } of boxes) {
    const [xs, ys] = [line.map(([x]) => x), line.map(([, y]) => y)];
    index?.add(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
  }
  index?.finish();

  const along = (line: readonly Degrees[], reachMetres: number) => {
    if (index === null || line.length === 0) return [];
    const metres = line.map(toMetres);
    const [xs, ys] = [metres.map(([x]) => x), metres.map(([, y]) => y)];
    const [west, south] = toDegrees([Math.min(...xs) - reachMetres, Math.min(...ys) - reachMetres]);
    const [east, north] = toDegrees([Math.max(...xs) + reachMetres, Math.max(...ys) + reachMetres]);
    const found = new Set(index.search(west, south, east, north).map((box) => boxes[box]!.at));
    return [...found].map(axisOf);
  };
  return {
    along,
    near: (place, reachMetres) => along([place], reachMetres),
    crossingNames: (place, streetName) =>
      [...(meeting.get(keyOf(place)) ?? [])].filter((name) => name !== streetName).sort(),
  };
}

/** A street may come as one line over many crossings: each is a corner of both streets. */
function cut(line: readonly Degrees[], meeting: ReadonlyMap<string, ReadonlySet<string>>): Degrees[][] {
  const pieces: Degrees[][] = [[line[0]!]];
  line.slice(1).forEach((place, i) => {
    pieces.at(-1)!.push(place);
    if (i < line.length - 2 && meeting.get(keyOf(place))!.size > 1) pieces.push([place]);
  });
  return pieces;
}

function keyOf([longitude, latitude]: Degrees): string {
  return `${longitude.toFixed(DECIMALS)},${latitude.toFixed(DECIMALS)}`;
}
