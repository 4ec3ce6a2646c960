import { createHash } from "node:crypto";
import Flatbush from "flatbush";
import { describe, expect, it } from "vitest";
import type { StreetSegmentRecord } from "../../domain/city/city-data.ts";
import { findSelfIntersection } from "../../domain/geo/polygon.ts";
import { distance, distanceToRing, type Point, ringsOverlap, signedArea } from "./plane.ts";
import { randomFor } from "./random.ts";
import { buildSampleCity, buildSamplePeople } from "./sample-city.ts";
import { CITY_EXTENT_TOLERANCE, pointIn, type Shape, shapeOf, shapesAt, shrunk } from "./shapes.fixture.ts";

const city = buildSampleCity();
const { building, ground, street, street_segment, address, tree, transit_line, transit_stop, utility, zone } =
  city.layers;
const buildings = building.map((record) => shapeOf(record.geom));
const grounds = ground.map((record) => shapeOf(record.geom));
const buildingIndex = indexOf(buildings);
const groundIndex = indexOf(grounds);

function indexOf(shapes: readonly Shape[]): Flatbush {
  const index = new Flatbush(shapes.length);
  for (const { box } of shapes) index.add(...box);
  index.finish();
  return index;
}

const asPoint = (coordinates: readonly number[]): Point => [coordinates[0]!, coordinates[1]!];

describe("the sample city", () => {
  it("is the same each time", () => {
    const hash = (value: unknown) => createHash("sha256").update(JSON.stringify(value)).digest("hex");
    expect(hash(buildSampleCity())).toBe(hash(city));
  });

  it("is large enough to plan in", () => {
    expect(building.length).toBeGreaterThanOrEqual(4000);
    expect(tree.length).toBeGreaterThanOrEqual(6000);
    expect(street.length).toBeGreaterThanOrEqual(150);
    expect(transit_line.filter(({ mode }) => mode === "tram").length).toBeGreaterThanOrEqual(5);
    expect(transit_stop.length).toBeGreaterThanOrEqual(100);
    expect(new Set(utility.map(({ network }) => network)).size).toBe(6);
  });

  it("says of every layer that it is synthetic", () => {
    expect(city.synthetic).toBe(true);
    expect(city.datasets.map(({ layer }) => layer).sort()).toEqual(Object.keys(city.layers).sort());
    expect(city.datasets.every(({ synthetic, title }) => synthetic && title.includes("sintetico"))).toBe(
      true,
    );
  });

  it("numbers each layer from 1 and keeps external ids apart", () => {
    for (const records of Object.values(city.layers) as (readonly { id: number; externalId: string }[])[]) {
      expect(records.map(({ id }) => id)).toEqual(records.map((_, i) => i + 1));
      expect(new Set(records.map(({ externalId }) => externalId)).size).toBe(records.length);
    }
  });

  it("has no polygon that crosses or touches itself, and turns each the right way", () => {
    const wrong = [...building, ...ground].filter(({ geom }) => {
      const [outer, ...holes] = shapeOf(geom).rings;
      const turns = signedArea(outer!) > 0 && holes.every((hole) => signedArea(hole) < 0);
      return !turns || findSelfIntersection(geom.coordinates) !== null;
    });
    expect(wrong.map(({ externalId }) => externalId)).toEqual([]);
    const crossed = zone.filter(({ geom }) =>
      geom.coordinates.some((rings) => findSelfIntersection(rings) !== null),
    );
    expect(crossed.map(({ name }) => name)).toEqual([]);
  });

  it("covers its ground once: no gap, no overlap", () => {
    const extent = shapeOf(city.extent);
    const total = grounds.reduce((sum, shape) => sum + shape.area, 0);
    expect(Math.abs(total / extent.area - 1)).toBeLessThan(CITY_EXTENT_TOLERANCE);
    const random = randomFor("test:ground");
    const [west, south, east, north] = extent.box;
    const wrong: Point[] = [];
    for (let k = 0; k < 20_000; k++) {
      const point: Point = [random.between(west, east), random.between(south, north)];
      if (!pointIn(extent, point)) continue;
      const at = shapesAt(groundIndex, grounds, point);
      // A point within a millimetre of a border may fall to either side by rounding.
      if (at.length !== 1 && grounds.every((shape) => distanceToRing(point, shape.rings[0]!) > 0.005))
        wrong.push(point);
    }
    expect(wrong).toEqual([]);
  });

  it("keeps buildings clear of one another", () => {
    const inner = buildings.map(shrunk);
    const wrong: string[] = [];
    inner.forEach((shape, i) => {
      for (const j of buildingIndex.search(...shape.box)) {
        if (j <= i) continue;
        const other = inner[j]!;
        const inCourtyard = [
          [shape, other],
          [other, shape],
        ].some(([a, b]) => b!.rings.slice(1).some((hole) => !ringsCross(a!, hole) && pointInRing(hole, a!)));
        if (!inCourtyard && ringsOverlap(shape.rings[0]!, other.rings[0]!)) wrong.push(`${i + 1}/${j + 1}`);
      }
    });
    expect(wrong).toEqual([]);
  });

  it("keeps buildings off the carriageway, and arcades over arcade ground", () => {
    const wrong: string[] = [];
    building.forEach((record, i) => {
      const shape = shrunk(buildings[i]!);
      for (const j of groundIndex.search(...shape.box)) {
        if (ground[j]!.kind === "carriageway" && ringsOverlap(shape.rings[0]!, grounds[j]!.rings[0]!)) {
          wrong.push(`${record.externalId} on ${ground[j]!.externalId}`);
        }
      }
      if (record.clearHeightMetres > 0 && record.use !== "station") {
        const kinds = shape.rings[0]!.flatMap((point) => shapesAt(groundIndex, grounds, point));
        if (!kinds.every((j) => ground[j]!.kind === "arcade")) wrong.push(`${record.externalId} arcade`);
      }
    });
    expect(wrong).toEqual([]);
  });

  it("plants no tree in a building or on a carriageway", () => {
    const wrong = tree.filter((record) => {
      const point = asPoint(record.geom.coordinates);
      const kinds = shapesAt(groundIndex, grounds, point).map((j) => ground[j]!.kind);
      const forbidden = kinds.some((kind) =>
        ["carriageway", "water", "rail", "base", "arcade"].includes(kind),
      );
      return forbidden || shapesAt(buildingIndex, buildings, point).length > 0;
    });
    expect(wrong.map(({ externalId }) => externalId)).toEqual([]);
  });

  it("gives every address a number of its own, on a wall of its building", () => {
    expect(new Set(address.map(({ streetId, houseNumber }) => `${streetId} ${houseNumber}`)).size).toBe(
      address.length,
    );
    const off = address.filter(({ geom, buildingId }) => {
      const outline = buildings[buildingId! - 1]!.rings[0]!;
      return distanceToRing(asPoint(geom.coordinates), outline) > 0.02;
    });
    expect(off).toEqual([]);
  });

  it("puts residents into zones that share the city out", () => {
    for (const kind of ["district", "neighbourhood", "statistical"] as const) {
      const zones = zone.filter((record) => record.kind === kind);
      const parts = zones.flatMap(({ geom }) =>
        geom.coordinates.map((rings) => shapeOf({ type: "Polygon", coordinates: rings })),
      );
      const area = parts.reduce((sum, shape) => sum + shape.area, 0);
      expect(Math.abs(area / shapeOf(city.extent).area - 1)).toBeLessThan(CITY_EXTENT_TOLERANCE);
      expect(zones.every(({ residents }) => residents! > 0)).toBe(true);
    }
  });
});

function ringsCross(a: Shape, ring: readonly Point[]): boolean {
  return a.rings[0]!.some((point) => !pointInRing(ring, { ...a, rings: [[point]] }));
}

function pointInRing(ring: readonly Point[], shape: Shape): boolean {
  return pointIn({ rings: [ring], box: shape.box, area: 0 }, shape.rings[0]![0]!);
}

describe("the street graph", () => {
  it("joins segments where their ends meet", () => {
    const places = new Map<number, Point>();
    for (const { fromNode, toNode, geom } of street_segment) {
      for (const [node, at] of [
        [fromNode, asPoint(geom.coordinates[0]!)],
        [toNode, asPoint(geom.coordinates.at(-1)!)],
      ] as const) {
        expect(distance(places.get(node) ?? at, at)).toBeLessThan(0.001);
        places.set(node, at);
      }
    }
  });

  it("is in one piece", () => {
    const reached = reach(street_segment, false);
    expect(street_segment.filter(({ fromNode }) => !reached.has(fromNode))).toEqual([]);
  });

  it("lets a driver get from anywhere to anywhere, one-way streets heeded", () => {
    const forth = reach(street_segment, true);
    const back = reach(
      street_segment.map((segment) => ({ ...segment, fromNode: segment.toNode, toNode: segment.fromNode })),
      true,
    );
    const lost = street_segment.filter((s) =>
      [s.fromNode, s.toNode].some((n) => !forth.has(n) || !back.has(n)),
    );
    expect(lost.map(({ externalId }) => externalId)).toEqual([]);
    expect(street_segment.some(({ oneWay }) => oneWay)).toBe(true);
  });
});

function reach(segments: readonly StreetSegmentRecord[], heedsOneWay: boolean): Set<number> {
  const next = new Map<number, number[]>();
  const put = (a: number, b: number) => next.set(a, [...(next.get(a) ?? []), b]);
  for (const { fromNode, toNode, oneWay } of segments) {
    put(fromNode, toNode);
    if (!oneWay || !heedsOneWay) put(toNode, fromNode);
  }
  const start = city.layers.street_segment.find(({ lanes }) => lanes! > 2)!.fromNode;
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

describe("the sample people", () => {
  it("are one for each role and a planner more, all plainly fictional", () => {
    const people = buildSamplePeople();
    const roles = people.map(({ role }) => role).sort();
    expect(roles).toEqual([
      "administrator",
      "citizen",
      "crew_lead",
      "desk_operator",
      "official",
      "planner",
      "planner",
    ]);
    expect(people.every(({ name, fictional }) => fictional && name.includes("Esempio"))).toBe(true);
    const planners = people.filter(({ role }) => role === "planner");
    expect(new Set(planners.map(({ officeId }) => officeId)).size).toBe(2);
    const offices = new Set(city.offices.map(({ id }) => id));
    expect(people.every(({ officeId }) => officeId === null || offices.has(officeId))).toBe(true);
  });
});
