import { expect, it } from "vitest";
import type { StreetFeature } from "../../../domain/places/contract.ts";
import { planeAt } from "../plane.ts";
import { snapToStreets } from "./street-snap.ts";

const plane = planeAt([7.68, 45.07]);

function street(...points: [number, number][]): StreetFeature {
  return {
    type: "Feature",
    id: "via-prova",
    geometry: { type: "MultiLineString", coordinates: [points.map(plane.toDegrees)] },
    properties: { name: "via Prova", class: "residential", widthMetres: 12, carriagewayWidthMetres: 7 },
  };
}

const axis = snapToStreets([street([0, 0], [100, 0], [100, 80]), street([0, 20], [100, 20])]);
const near = (x: number, y: number, reach: number) => {
  const found = axis.findNearest(plane.toDegrees([x, y]), reach);
  return found && plane.toMetres(found).map((value) => Math.round(value * 100) / 100 + 0);
};

it("catches on the nearest axis, at right angles to it", () => {
  expect(near(40, 6, 12)).toEqual([40, 0]);
  expect(near(40, 15, 12)).toEqual([40, 20]);
});

it("catches on a street's end", () => {
  expect(near(-3, -4, 12)).toEqual([0, 0]);
});

it("lets go beyond its reach", () => {
  expect(near(40, -13, 12)).toBeNull();
  expect(snapToStreets([]).findNearest([7.68, 45.07], 12)).toBeNull();
});
