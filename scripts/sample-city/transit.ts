/** Lines on the street graph between hand-written waypoints, and stops before the crossings they pass. */

import transitJson from "../../data/sample/transit.json" with { type: "json" };
import type { TransitLineRecord, TransitStopRecord } from "../../domain/city/city-data.ts";
import { externalIdOf, pointOf, toMap } from "./frame.ts";
import type { Grid, GridEdge } from "./grid.ts";
import { streetInputs } from "./inputs.ts";
import { add, directionOf, distance, leftOf, type Point, scale } from "./plane.ts";
import { profileOf } from "./street-ground.ts";

interface LineInput {
  readonly code: string;
  readonly mode: TransitLineRecord["mode"];
  readonly title: string;
  readonly through: readonly Point[];
  readonly stops?: readonly { readonly name: string; readonly at: Point }[];
}

const lineInputs = transitJson as unknown as readonly LineInput[];

const STOP_EVERY_METRES = 290;
const BEFORE_CROSSING_METRES = 24;

/** Vehicles keep to wide streets: an alley counts as four times its length, a footway as eight. */
const RELUCTANCE: Record<string, number> = { narrow: 4, pedestrian: 8, piazza: 8, path: 6, street: 1.4 };

interface Step {
  readonly node: number;
  readonly edge: GridEdge;
}

function neighboursIn(grid: Grid): Step[][] {
  const list: Step[][] = grid.nodes.map(() => []);
  for (const edge of grid.edges) {
    if (edge.street < 0) continue;
    list[edge.from]!.push({ node: edge.to, edge });
    list[edge.to]!.push({ node: edge.from, edge });
  }
  return list;
}

/** Dijkstra over a few hundred nodes; a plain scan for the nearest is quick enough. */
function pathBetween(grid: Grid, neighbours: readonly (readonly Step[])[], from: number, to: number): Step[] {
  const cost = new Map([[from, 0]]);
  const came = new Map<number, { node: number; step: Step }>();
  const open = new Set([from]);
  const done = new Set<number>();
  while (open.size > 0) {
    let node = -1;
    for (const candidate of open) if (node < 0 || cost.get(candidate)! < cost.get(node)!) node = candidate;
    open.delete(node);
    done.add(node);
    if (node === to) break;
    for (const step of neighbours[node]!) {
      if (done.has(step.node)) continue;
      const factor = RELUCTANCE[streetInputs[step.edge.street]!.profile] ?? 1;
      const total = cost.get(node)! + factor * distance(grid.nodes[node]!, grid.nodes[step.node]!);
      if (total < (cost.get(step.node) ?? Number.POSITIVE_INFINITY)) {
        cost.set(step.node, total);
        came.set(step.node, { node, step });
        open.add(step.node);
      }
    }
  }
  const path: Step[] = [];
  for (let node = to; node !== from; ) {
    const back = came.get(node);
    if (!back) throw new Error(`Expected a way to node ${to}, got none from ${from}`);
    path.unshift(back.step);
    node = back.node;
  }
  return path;
}

function routeOf(grid: Grid, neighbours: readonly (readonly Step[])[], through: readonly Point[]) {
  const nearest = (point: Point) => {
    let best = -1;
    grid.nodes.forEach((node, id) => {
      if (
        neighbours[id]!.length > 0 &&
        (best < 0 || distance(node, point) < distance(grid.nodes[best]!, point))
      )
        best = id;
    });
    return best;
  };
  const stations = through.map(nearest);
  const steps = stations.slice(1).flatMap((to, i) => pathBetween(grid, neighbours, stations[i]!, to));
  return { start: stations[0]!, steps };
}

function shortName(street: string): string {
  return street.replace(
    /^(Viale|Via|Corso|Piazzetta|Piazza|Largo|Ponte)( (degli|della|dello|delle|dei|del|dell')(?=[ A-Z]))? ?/,
    "",
  );
}

interface StopDraft {
  readonly name: string;
  readonly at: Point;
  readonly codes: Set<string>;
}

export function layTransit(grid: Grid): { lines: TransitLineRecord[]; stops: TransitStopRecord[] } {
  const neighbours = neighboursIn(grid);
  const drafts = new Map<string, StopDraft>();
  const stopAt = (key: string, name: string, at: Point, code: string) => {
    const found = drafts.get(key) ?? { name, at, codes: new Set<string>() };
    found.codes.add(code);
    drafts.set(key, found);
  };
  const walk = (input: LineInput, start: number, steps: readonly Step[]) => {
    let since = STOP_EVERY_METRES * 0.6;
    let before = start;
    for (const step of steps) {
      const a = grid.nodes[before]!;
      const b = grid.nodes[step.node]!;
      const length = distance(a, b);
      since += length;
      const street = streetInputs[step.edge.street]!;
      const crossing = neighbours[step.node]!.find(
        ({ edge }) => streetInputs[edge.street]!.name !== street.name,
      );
      const key = `${before}-${step.node}`;
      if (crossing && length > 2 * BEFORE_CROSSING_METRES && (since > STOP_EVERY_METRES || drafts.has(key))) {
        const profile = profileOf(step.edge.street);
        const along = directionOf(a, b);
        const right =
          profile.carriageway + profile.strip + profile.sideRoad + Math.min(1.4, profile.pavement / 2);
        const at = add(add(b, scale(along, -BEFORE_CROSSING_METRES)), scale(leftOf(along), -right));
        stopAt(key, shortName(streetInputs[crossing.edge.street]!.name), at, input.code);
        since = 0;
      }
      before = step.node;
    }
  };

  const lines = lineInputs.map((input, index): TransitLineRecord => {
    const { start, steps } = routeOf(grid, neighbours, input.through);
    if (input.stops)
      for (const { name, at } of input.stops) stopAt(`${input.code}-${name}`, name, at, input.code);
    else {
      walk(input, start, steps);
      const nodes = [start, ...steps.map((step) => step.node)];
      const back = steps.map((step, i) => ({ node: nodes[i]!, edge: step.edge })).reverse();
      walk(input, nodes.at(-1)!, back);
    }
    const coordinates = [[start, ...steps.map((step) => step.node)].map((node) => toMap(grid.nodes[node]!))];
    const { code, mode, title } = input;
    const geom = { type: "MultiLineString", coordinates } as const;
    return { id: index + 1, externalId: externalIdOf("transit-line", index + 1), geom, code, mode, title };
  });
  const stops = [...drafts.values()].map(
    (stop, index): TransitStopRecord => ({
      id: index + 1,
      externalId: externalIdOf("transit-stop", index + 1),
      geom: pointOf(stop.at),
      name: stop.name,
      lineCodes: [...stop.codes],
      stepFree: null,
    }),
  );
  return { lines, stops };
}
