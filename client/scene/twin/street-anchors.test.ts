import { describe, expect, it } from "vitest";
import type { StreetFeature } from "../../../domain/places/contract.ts";
import { planeAt } from "../plane.ts";
import {
  type Anchor,
  type Candidate,
  chooseLabels,
  findAnchors,
  isHidden,
  nearEnough,
} from "./street-anchors.ts";

const plane = planeAt([7.68, 45.07]);

function street(name: string, streetClass: string, ...points: [number, number][]): StreetFeature {
  return {
    type: "Feature",
    id: name,
    geometry: { type: "MultiLineString", coordinates: [points.map(plane.toDegrees)] },
    properties: { name, class: streetClass, widthMetres: 12, carriagewayWidthMetres: 7 },
  };
}

describe("anchors", () => {
  it("stand along a straight street, the middle one with the most room", () => {
    const anchors = findAnchors([street("via Dritta", "residential", [0, 0], [150, 0], [330, 0])]);
    expect(anchors.map(({ place }) => Math.round(plane.toMetres(place)[0]))).toEqual([55, 165, 275]);
    expect(anchors.map(({ lengthMetres }) => Math.round(lengthMetres))).toEqual([110, 330, 110]);
    expect(anchors[0]!.bearingDegrees).toBeCloseTo(90, 1);
  });

  it("never straddle a bend", () => {
    const anchors = findAnchors([street("via Storta", "residential", [0, 0], [100, 0], [100, 100])]);
    expect(anchors.map(({ bearingDegrees }) => Math.round(bearingDegrees))).toEqual([90, 0]);
  });
});

const anchor: Anchor = {
  name: "via Prova",
  rank: 3,
  place: [7.68, 45.07],
  ahead: [7.6801, 45.07],
  lengthMetres: 200,
  widthMetres: 12,
  bearingDegrees: 90,
};

describe("houses hide a street", () => {
  it("seen across from low down, but not along it, nor from above, nor a broad one", () => {
    expect(isHidden(anchor, 0, 0.6)).toBe(true);
    expect(isHidden(anchor, 90, 0.6)).toBe(false);
    expect(isHidden(anchor, 0, 6)).toBe(false);
    expect(isHidden({ ...anchor, widthMetres: 60 }, 0, 0.6)).toBe(false);
  });
});

describe("the first sieve", () => {
  const sieve = (eye: readonly [number, number], above: number, of: Anchor = anchor) =>
    nearEnough([of], [...plane.toDegrees(eye), above] as [number, number, number], 1_250).length;

  it("lets near streets through, and far ones only when broad and long", () => {
    expect(sieve([0, 0], 300)).toBe(1);
    expect(sieve([0, 3_000], 300)).toBe(1);
    expect(sieve([0, 5_000], 300)).toBe(0);
    expect(sieve([0, 5_000], 300, { ...anchor, rank: 0, widthMetres: 30 })).toBe(1);
    expect(sieve([0, 5_000], 300, { ...anchor, rank: 0, widthMetres: 30, lengthMetres: 30 })).toBe(0);
    expect(sieve([0, 0], 5_000)).toBe(0);
  });
});

function candidate(changes: Partial<Candidate> & { name?: string; rank?: number }): Candidate {
  const { name, rank, ...rest } = changes;
  return {
    anchor: { ...anchor, name: name ?? anchor.name, rank: rank ?? anchor.rank },
    x: 400,
    y: 300,
    angle: 0,
    textPixels: 80,
    roomPixels: 100,
    distanceMetres: 500,
    pixelsPerMetre: 1,
    ...rest,
  };
}
const names = (candidates: readonly Candidate[]) => chooseLabels(candidates).map((c) => c.anchor.name);

describe("labels", () => {
  it("give way to a more important street, then to a nearer one", () => {
    expect(
      names([
        candidate({ name: "via Minore", distanceMetres: 100 }),
        candidate({ name: "corso Maggiore", rank: 0, distanceMetres: 900, y: 305 }),
      ]),
    ).toEqual(["corso Maggiore"]);
    expect(
      names([candidate({ name: "via Lontana" }), candidate({ name: "via Vicina", distanceMetres: 200 })]),
    ).toEqual(["via Vicina"]);
  });

  it("stand side by side when their strips do not touch, as crossing streets do", () => {
    expect(
      names([
        candidate({ name: "via Prima" }),
        candidate({ name: "via Seconda", x: 460, y: 370, angle: Math.PI / 2 }),
      ]),
    ).toHaveLength(2);
  });

  it("need room along the street, and breadth for their rank", () => {
    expect(names([candidate({ roomPixels: 79 })])).toEqual([]);
    expect(names([candidate({ pixelsPerMetre: 0.3 })])).toEqual([]);
    expect(names([candidate({ rank: 0, pixelsPerMetre: 0.3 })])).toHaveLength(1);
  });

  it("do not say a name twice within sight of itself", () => {
    expect(names([candidate({}), candidate({ x: 600 })])).toHaveLength(1);
    expect(names([candidate({}), candidate({ x: 800 })])).toHaveLength(2);
  });
});
