import { describe, expect, it } from "vitest";
import { toDegrees, toMetres } from "../../../domain/geo/projection.ts";
import type { Footprint } from "../../../domain/interventions/intervention.ts";
import { measureShape } from "../../../domain/interventions/shape.ts";
import { findOnStreet, type StreetAxis } from "../../../domain/places/on-street.ts";
import {
  layOnSide,
  layOpposite,
  sideOf,
  stretchTo,
  withBearing,
  withLength,
  withWidth,
} from "./shape-actions.ts";
import { compassOf } from "./use-on-street.ts";

const at = (x: number, y: number): [number, number] => [395_000 + x, 4_990_000 + y];
const nizza: StreetAxis = {
  id: "1",
  name: "Via Nizza",
  widthMetres: 20,
  carriagewayWidthMetres: 12,
  stretches: [
    [at(0, 0), at(100, 0)],
    [at(100, 0), at(200, 10)],
  ],
};
const line = (...places: [number, number][]): Footprint => ({
  kind: "line",
  line: { type: "LineString", coordinates: places.map(toDegrees) },
  widthMetres: 2.5,
});
const drawn = line(at(10, 0), at(90, 0));
const onStreet = (footprint: Footprint) =>
  findOnStreet([nizza], footprint.kind === "line" ? footprint.line.coordinates.map(toMetres) : [])!;
const metres = (footprint: Footprint | null) => {
  if (footprint?.kind !== "line") throw new Error("expected a line");
  return footprint.line.coordinates.map((place) => toMetres(place).map((n, i) => n - at(0, 0)[i]!));
};

describe("a line on its street", () => {
  it("goes to a side's kerb or pavement and to the other side, as broad as it was", () => {
    const kerb = layOnSide(drawn, onStreet(drawn), "right", "kerb")!;
    expect(metres(kerb)[0]![1]).toBeCloseTo(-4.75, 2);
    expect(kerb).toMatchObject({ widthMetres: 2.5 });
    const other = layOpposite(kerb, onStreet(kerb), "kerb")!;
    expect(metres(other)[0]![1]).toBeCloseTo(4.75, 2);
    expect([sideOf(onStreet(drawn)), sideOf(onStreet(kerb)), sideOf(onStreet(other))]).toEqual([
      "centre",
      "right",
      "left",
    ]);
    expect(metres(layOnSide(other, onStreet(other), "left", "pavement"))[0]![1]).toBeCloseTo(8, 2);
    expect(metres(layOnSide(other, onStreet(other), "centre", "kerb"))[0]![1]).toBeCloseTo(0, 2);
    expect(compassOf(onStreet(drawn), "right")).toBe("south");
  });

  it("stays where the street's width is not known", () => {
    const bare = { ...onStreet(drawn), street: { ...nizza, carriagewayWidthMetres: 0 } };
    expect(layOnSide(drawn, bare, "right", "kerb")).toBeNull();
  });

  it("is drawn out to the next crossing round the bend, and back", () => {
    const longer = stretchTo(drawn, onStreet(drawn), "to", "extend")!;
    expect(metres(longer).at(-1)![0]).toBeCloseTo(100, 1);
    const longest = stretchTo(longer, onStreet(longer), "to", "extend")!;
    expect(metres(longest).at(-1)![0]).toBeCloseTo(200, 1);
    expect(stretchTo(longest, onStreet(longest), "to", "extend")).toBeNull();
    expect(metres(stretchTo(longest, onStreet(longest), "to", "shrink")).at(-1)![0]).toBeCloseTo(100, 1);
  });
});

describe("a line with corners of its own", () => {
  /** Along the kerb, round an island by a hand's three corners. */
  const places: [number, number][] = [at(10, -5), at(40, -5), at(45, -2), at(60, -2), at(65, -5), at(90, -5)];
  const round = line(...places);
  /** To the centimetre: an edit writes degrees down to a tenth of a millimetre. */
  const where = (footprint: Footprint | null) =>
    metres(footprint).map((place) => place.map((n) => Math.round(n! * 100) / 100 + 0));
  const shape = (footprint: Footprint | null) => {
    const all = metres(footprint);
    return all.map(([x, y]) =>
      [x! - all[0]![0]!, y! - all[0]![1]!].map((n) => Math.round(n * 100) / 100 + 0),
    );
  };

  it("keeps each of them on the other side, on the pavement, and on the way back", () => {
    const other = layOpposite(round, onStreet(round), "kerb")!;
    expect(shape(other)).toEqual(shape(round));
    expect(sideOf(onStreet(other))).toBe("left");
    const pavement = layOnSide(other, onStreet(other), "right", "pavement")!;
    expect(shape(pavement)).toEqual(shape(round));
    const back = layOnSide(pavement, onStreet(pavement), "right", "kerb")!;
    expect(shape(back)).toEqual(shape(round));
  });

  it("keeps them when either end goes to another crossing, and the end stays where it was beside", () => {
    const longer = stretchTo(round, onStreet(round), "to", "extend")!;
    expect(where(longer).slice(0, places.length)).toEqual(where(round));
    expect(metres(longer).at(-1)![0]).toBeCloseTo(100, 1);
    expect(metres(longer).at(-1)![1]).toBeCloseTo(-5, 1);
    const both = stretchTo(longer, onStreet(longer), "from", "extend")!;
    expect(metres(both)[0]![0]).toBeCloseTo(0, 1);
    expect(where(both).slice(1, 1 + places.length)).toEqual(where(round));
    const beyond = stretchTo(both, onStreet(both), "to", "extend")!;
    const cut = stretchTo(beyond, onStreet(beyond), "to", "shrink")!;
    expect(metres(cut).at(-1)![0]).toBeCloseTo(100, 0);
    expect(where(cut).slice(1, 1 + places.length)).toEqual(where(round));
  });
});

it("takes length, width and bearing as numbers, the shorter way round", () => {
  expect(measureShape(withLength(drawn, 120)!).lengthMetres).toBeCloseTo(120, 2);
  expect(withLength(drawn, 0)).toBeNull();
  expect(withWidth(drawn, 100)).toMatchObject({ widthMetres: 60 });
  const steep = withBearing(drawn, 5)!;
  expect(measureShape(steep).bearingDegrees).toBeCloseTo(5, 1);
  expect(measureShape(withBearing(steep, 175)!).bearingDegrees).toBeCloseTo(175, 1);
});
