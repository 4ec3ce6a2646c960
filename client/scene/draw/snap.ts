/**
 * What a corner under the hand catches on: corners before edges, the nearest of each; the axis, the kerbs and the
 * walls of a street by its widths, the ground of other phases, buildings, and the shape's own corners.
 */
import { offsetLine } from "../../../domain/geo/offset-line.ts";
import { toDegrees, toMetres } from "../../../domain/geo/projection.ts";
import type { PhaseFeature } from "../../../domain/interventions/contract.ts";
import type { StreetAxis } from "../../../domain/places/on-street.ts";
import type { StreetIndex } from "./street-index.ts";

type Metres = readonly [number, number];
type Degrees = readonly [number, number];
type Path = readonly Metres[];

export type SnapKind =
  | "crossing"
  | "phase-corner"
  | "building-corner"
  | "own"
  | "axis"
  | "kerb"
  | "wall"
  | "phase-edge"
  | "building-edge";

export interface Snap {
  readonly place: [number, number];
  readonly kind: SnapKind;
  /** Of the street or the intervention; "" where it has none. */
  readonly name: string;
}

export interface SnapGround {
  readonly streets: StreetIndex;
  /** More streets of what is in sight are on their way. */
  readonly streetsComing?: boolean;
  readonly phases: readonly PhaseFeature[];
  /** Outlines of buildings about a place, in degrees; none where the view has only their walls. */
  readonly buildingsNear: (place: Degrees, reachMetres: number) => readonly (readonly Degrees[])[];
}

/** An edge this near to a corner gives way to it. */
const CORNER_SHARE = 0.75;
/** Half the breadth of the broadest street, for its wall to be found from its axis. */
const STREET_REACH_METRES = 45;

interface Line {
  readonly path: Path;
  readonly kind: SnapKind;
  readonly name: string;
}

const lines = new WeakMap<StreetAxis, readonly Line[]>();

export function findSnap(
  place: Degrees,
  reachMetres: number,
  ground: SnapGround,
  own: readonly Degrees[] = [],
): Snap | null {
  const at = toMetres(place);
  const streets = ground.streets.near(place, reachMetres + STREET_REACH_METRES);
  const phases = phaseLines(ground.phases, place, reachMetres);
  const buildings = ground.buildingsNear(place, reachMetres).map((outline) => outline.map(toMetres));
  const corners: { at: Metres; kind: SnapKind; name: string }[] = [
    ...own.map((corner) => ({ at: toMetres(corner), kind: "own" as const, name: "" })),
    ...phases.flatMap(({ path, name }) =>
      path.map((corner) => ({ at: corner, kind: "phase-corner" as const, name })),
    ),
    ...buildings.flatMap((path) =>
      path.map((corner) => ({ at: corner, kind: "building-corner" as const, name: "" })),
    ),
    ...streets.flatMap(({ stretches, name }) =>
      stretches.flatMap((path) =>
        [path[0]!, path.at(-1)!].map((end) => ({ at: end, kind: "crossing" as const, name })),
      ),
    ),
  ];
  let best: { at: Metres; kind: SnapKind; name: string; away: number } | null = null;
  for (const corner of corners) {
    const away = Math.hypot(corner.at[0] - at[0], corner.at[1] - at[1]);
    if (away <= reachMetres * CORNER_SHARE && away < (best?.away ?? Infinity)) best = { ...corner, away };
  }
  if (best === null) {
    const edges: Line[] = [
      ...streets.flatMap(linesOf),
      ...phases,
      ...buildings.map((path) => ({ path, kind: "building-edge" as const, name: "" })),
    ];
    for (const { path, kind, name } of edges) {
      for (let i = 1; i < path.length; i++) {
        const near = nearestOn(path[i - 1]!, path[i]!, at);
        const away = Math.hypot(near[0] - at[0], near[1] - at[1]);
        if (away <= reachMetres && away < (best?.away ?? Infinity)) best = { at: near, kind, name, away };
      }
    }
  }
  return best && { place: toDegrees(best.at), kind: best.kind, name: best.name };
}

function linesOf(street: StreetAxis): readonly Line[] {
  const known = lines.get(street);
  if (known !== undefined) return known;
  const { name, widthMetres, carriagewayWidthMetres } = street;
  const made = street.stretches.flatMap((path): Line[] => {
    const beside = (kind: SnapKind, width: number) =>
      width > 0 ? [-1, 1].map((side) => ({ path: offsetLine(path, (side * width) / 2), kind, name })) : [];
    const walls = widthMetres > carriagewayWidthMetres + 0.5 ? beside("wall", widthMetres) : [];
    return [{ path, kind: "axis", name }, ...beside("kerb", carriagewayWidthMetres), ...walls];
  });
  lines.set(street, made);
  return made;
}

/** Generous: a degree of longitude is never longer than one of latitude. */
const DEGREES_PER_METRE = 1 / 70_000;

function phaseLines(phases: readonly PhaseFeature[], [x, y]: Degrees, reachMetres: number): Line[] {
  const reach = reachMetres * DEGREES_PER_METRE;
  return phases.flatMap(({ geometry, properties }) => {
    const [west, south, east, north] = boxOf(geometry.coordinates);
    if (x < west - reach || x > east + reach || y < south - reach || y > north + reach) return [];
    return geometry.coordinates.map((ring) => ({
      path: ring.map(([lon, lat]) => toMetres([lon!, lat!])),
      kind: "phase-edge" as const,
      name: properties.title,
    }));
  });
}

const boxes = new WeakMap<object, readonly [number, number, number, number]>();

function boxOf(
  rings: readonly (readonly (readonly number[])[])[],
): readonly [number, number, number, number] {
  const known = boxes.get(rings);
  if (known !== undefined) return known;
  const outer = rings[0] ?? [];
  const [xs, ys] = [outer.map((place) => place[0]!), outer.map((place) => place[1]!)];
  const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] as const;
  boxes.set(rings, box);
  return box;
}

function nearestOn(a: Metres, b: Metres, at: Metres): Metres {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / length;
  const t = Math.min(1, Math.max(0, share));
  return [a[0] + dx * t, a[1] + dy * t];
}
