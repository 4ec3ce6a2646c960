/** Streets by name, and the traffic graph: one segment per edge of the street plan. */
import type { StreetRecord, StreetSegmentRecord } from "../../domain/city/city-data.ts";
import { externalIdOf, lineOf, toMap } from "./frame.ts";
import type { Grid, GridEdge } from "./grid.ts";
import { profiles, streetInputs } from "./inputs.ts";
import { hashText } from "./random.ts";
import { profileOf } from "./street-ground.ts";

export interface StreetLayers {
  readonly streets: readonly StreetRecord[];
  readonly segments: readonly StreetSegmentRecord[];
  /** The street's id by its name. */
  readonly idOf: ReadonlyMap<string, number>;
}

function isOneWay(edge: GridEdge): boolean {
  const input = streetInputs[edge.street]!;
  if (input.profile === "narrow") return true;
  return input.profile === "street" && hashText(input.name) % 2 === 0;
}

/** Nodes reached from `start`, following `next`. */
function reach(start: number, next: ReadonlyMap<number, readonly number[]>): Set<number> {
  const seen = new Set([start]);
  const queue = [start];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (const other of next.get(node) ?? []) {
      if (!seen.has(other)) {
        seen.add(other);
        queue.push(other);
      }
    }
  }
  return seen;
}

/**
 * Streets alternate direction, as in the real grid; where that would leave a place one can drive into but not
 * out of (or the reverse), the street stays open both ways.
 */
function chooseOneWay(edges: readonly GridEdge[]): Map<GridEdge, "both" | "along" | "against"> {
  const choice = new Map<GridEdge, "both" | "along" | "against">();
  for (const edge of edges) {
    const along = (hashText(streetInputs[edge.street]!.name) >>> 3) % 2 === 0;
    choice.set(edge, isOneWay(edge) ? (along ? "along" : "against") : "both");
  }
  for (;;) {
    const out = new Map<number, number[]>();
    const back = new Map<number, number[]>();
    const put = (map: Map<number, number[]>, a: number, b: number) => map.set(a, [...(map.get(a) ?? []), b]);
    for (const [edge, way] of choice) {
      if (way !== "against") {
        put(out, edge.from, edge.to);
        put(back, edge.to, edge.from);
      }
      if (way !== "along") {
        put(out, edge.to, edge.from);
        put(back, edge.from, edge.to);
      }
    }
    const start = edges.find((edge) => profileOf(edge.street).class === "main")!.from;
    const reached = reach(start, out);
    const returning = reach(start, back);
    const lost = edges.filter(
      (edge) =>
        choice.get(edge) !== "both" &&
        [edge.from, edge.to].some((node) => !reached.has(node) || !returning.has(node)),
    );
    if (lost.length === 0) return choice;
    for (const edge of lost) choice.set(edge, "both");
  }
}

function joined(edges: readonly GridEdge[], grid: Grid) {
  const lines: number[][] = [];
  for (const edge of [...edges].sort((a, b) => a.startMetres - b.startMetres)) {
    const last = lines.at(-1);
    if (last && last.at(-1) === edge.from) last.push(edge.to);
    else lines.push([edge.from, edge.to]);
  }
  return lines.map((line) => line.map((node) => toMap(grid.nodes[node]!)));
}

export function listStreets(grid: Grid): StreetLayers {
  const named = grid.edges.filter((edge) => edge.street >= 0);
  const byName = groupByName(named);
  const idOf = new Map<string, number>();
  const streets: StreetRecord[] = [...byName].map(([name, edges], index) => {
    const id = index + 1;
    idOf.set(name, id);
    const profile = profiles[streetInputs[edges[0]!.street]!.profile]!;
    const carriageway = profile.carriageway + profile.strip + profile.sideRoad;
    return {
      id,
      externalId: externalIdOf("street", id),
      geom: { type: "MultiLineString", coordinates: joined(edges, grid) },
      name,
      class: profile.class,
      widthMetres: 2 * (carriageway + profile.pavement),
      carriagewayWidthMetres: 2 * carriageway,
      widthSource: "generated",
    };
  });

  const ways = chooseOneWay(named);
  const segments: StreetSegmentRecord[] = named.map((edge, index) => {
    const profile = profileOf(edge.street);
    const way = ways.get(edge)!;
    const [from, to] = way === "against" ? [edge.to, edge.from] : [edge.from, edge.to];
    return {
      id: index + 1,
      externalId: externalIdOf("street-segment", index + 1),
      geom: lineOf([grid.nodes[from]!, grid.nodes[to]!]),
      streetId: idOf.get(streetInputs[edge.street]!.name)!,
      fromNode: from + 1,
      toNode: to + 1,
      oneWay: way !== "both",
      lanes: profile.lanes,
      speedKilometresPerHour: profile.speed,
      name: streetInputs[edge.street]!.name,
      highway: null,
      class: profile.class,
      bridge: false,
      tunnel: false,
      // A pedestrian street has none.
      carriagewayWidthMetres: 2 * (profile.carriageway + profile.strip + profile.sideRoad) || null,
      wayIds: [],
    };
  });
  return { streets, segments, idOf };
}

function groupByName(edges: readonly GridEdge[]): Map<string, GridEdge[]> {
  const groups = new Map<string, GridEdge[]>();
  for (const edge of edges) {
    const { name } = streetInputs[edge.street]!;
    groups.set(name, [...(groups.get(name) ?? []), edge]);
  }
  return groups;
}
