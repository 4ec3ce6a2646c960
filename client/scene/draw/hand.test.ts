import { describe, expect, it } from "vitest";
import { toDegrees, toMetres } from "../../../domain/geo/projection.ts";
import type { Footprint } from "../../../domain/interventions/intervention.ts";
import { measureShape } from "../../../domain/interventions/shape.ts";
import type { StreetFeature } from "../../../domain/places/contract.ts";
import type { DrawingTool } from "../city-view.ts";
import { createHand, REACH_PIXELS } from "./hand.ts";
import { indexStreets } from "./street-index.ts";

type Place = [number, number];
/** A sheet of a pixel a metre, its corner at a place in Turin, north up. */
const CORNER = [395_000, 4_990_000] as const;
const at = (x: number, y: number): Place => toDegrees([CORNER[0] + x, CORNER[1] - y]);
const pixelOf = (place: readonly [number, number]) => {
  const [x, y] = toMetres(place);
  return { x: x - CORNER[0], y: CORNER[1] - y };
};
const street = (id: string, name: string, ...lines: Place[][]): StreetFeature => ({
  type: "Feature",
  id,
  geometry: { type: "MultiLineString", coordinates: lines },
  properties: { name, class: "residential", widthMetres: 16, carriagewayWidthMetres: 10 },
});
const streets = [
  street("1", "Via Nizza", [at(0, 200), at(200, 200), at(400, 200)]),
  street("2", "Via Marconi", [at(200, 100), at(200, 200), at(200, 300)]),
];
const area: Footprint = {
  kind: "area",
  polygon: {
    type: "Polygon",
    coordinates: [
      [at(50, 50), at(50, 150), at(150, 150), at(150, 50), at(50, 50)],
      [at(90, 90), at(110, 90), at(110, 110), at(90, 110), at(90, 90)],
    ],
  },
};
const line: Footprint = {
  kind: "line",
  line: { type: "LineString", coordinates: [at(250, 40), at(350, 40)] },
  widthMetres: 4,
};
const FIRM = { free: true, steps: false };

function handOn(footprint: Footprint | null, tool: DrawingTool) {
  const told: { footprint: Footprint | null; finished: boolean }[] = [];
  const hand = createHand(
    { toPixel: pixelOf, toPlace: ({ x, y }) => at(x, y), metresPerPixel: () => 1 },
    () => ({ streets: indexStreets(streets), phases: [], buildingsNear: () => [] }),
    { onDraw: (drawn, finished) => told.push({ footprint: drawn, finished }), onChange: () => {} },
  );
  hand.update({ tool, footprint, kind: "roadwork", widthMetres: 2.5 });
  return { hand, told };
}

describe("the hand on corners", () => {
  it("moves one, tells of each step, and once that it let go; the hole stays", () => {
    const { hand, told } = handOn(area, "vertices");
    expect(hand.press({ x: 151, y: 149 }, REACH_PIXELS.mouse)).toBe(true);
    hand.carryTo({ x: 170, y: 170 }, FIRM);
    hand.putDown();
    expect(told.map(({ finished }) => finished)).toEqual([false, true]);
    const last = told.at(-1)!.footprint;
    if (last?.kind !== "area") throw new Error("expected an area");
    expect(last.polygon.coordinates).toHaveLength(2);
    expect(last.polygon.coordinates[0]![2]).toEqual(at(170, 170));
  });

  it("takes a new one out of the middle of an edge, of a hole too", () => {
    const { hand, told } = handOn(area, "vertices");
    expect(hand.press({ x: 150, y: 100 }, REACH_PIXELS.mouse)).toBe(true);
    hand.carryTo({ x: 180, y: 100 }, FIRM);
    hand.putDown();
    const last = told.at(-1)!.footprint;
    expect(last?.kind === "area" && last.polygon.coordinates[0]).toHaveLength(6);
  });

  it("shows an outline that crosses itself, does not tell it, and goes back", () => {
    const { hand, told } = handOn(area, "vertices");
    hand.press({ x: 150, y: 150 }, REACH_PIXELS.mouse);
    hand.carryTo({ x: 20, y: 100 }, FIRM);
    expect(hand.view().sound).toBe(false);
    expect(told).toEqual([]);
    hand.putDown();
    expect(told).toEqual([{ footprint: null, finished: true }]);
    expect(hand.view()).toMatchObject({ sound: true, footprint: area });
  });

  it("takes one off, but not the last two of a line", () => {
    const { hand, told } = handOn(area, "vertices");
    expect(hand.removeAt({ x: 50, y: 50 }, REACH_PIXELS.mouse)).toBe(false);
    expect(hand.removeAt({ x: 90, y: 90 }, REACH_PIXELS.mouse)).toBe(true);
    expect(told).toHaveLength(1);
    const short = handOn(line, "vertices");
    expect(short.hand.removeAt({ x: 250, y: 40 }, REACH_PIXELS.mouse)).toBe(false);
  });

  it("catches on kerb, axis and crossing, and with Alt on nothing", () => {
    const { hand } = handOn(line, "vertices");
    hand.press({ x: 350, y: 40 }, REACH_PIXELS.mouse);
    const caught = (x: number, y: number, free = false) => {
      hand.carryTo({ x, y }, { free, steps: false });
      const { snap } = hand.view();
      return snap && [snap.kind, snap.name];
    };
    expect(caught(300, 203)).toEqual(["kerb", "Via Nizza"]);
    expect(caught(300, 201)).toEqual(["axis", "Via Nizza"]);
    expect(caught(300, 209)).toEqual(["wall", "Via Nizza"]);
    expect(caught(203, 202)?.[0]).toBe("crossing");
    expect(caught(251, 41)).toEqual(["own", ""]);
    expect(caught(300, 203, true)).toBeNull();
    expect(caught(300, 260)).toBeNull();
  });

  it("puts back what it holds", () => {
    const { hand, told } = handOn(area, "vertices");
    hand.press({ x: 150, y: 150 }, REACH_PIXELS.mouse);
    hand.carryTo({ x: 160, y: 150 }, FIRM);
    expect(hand.cancel()).toBe(true);
    expect(told.at(-1)).toEqual({ footprint: null, finished: true });
    expect(hand.cancel()).toBe(false);
  });
});

describe("the hand on the whole shape", () => {
  it("moves it by its body, broadens it by its edge, turns it by steps", () => {
    const { hand, told } = handOn(line, "move");
    hand.press({ x: 330, y: 41 }, REACH_PIXELS.mouse);
    hand.carryTo({ x: 330, y: 61 }, FIRM);
    hand.putDown();
    const moved = told.at(-1)!.footprint!;
    expect(moved.kind === "line" && pixelOf(moved.line.coordinates[0]!).y).toBeCloseTo(60, 2);

    const wide = handOn(line, "move");
    wide.hand.press({ x: 280, y: 38 }, REACH_PIXELS.mouse);
    wide.hand.carryTo({ x: 285, y: 35.04 }, FIRM);
    wide.hand.putDown();
    expect(measureShape(wide.told.at(-1)!.footprint!).widthMetres).toBe(9.9);

    const turned = handOn(line, "move");
    const knob = turned.hand.view().handles.find(({ kind }) => kind === "turn")!;
    const from = pixelOf(knob.place);
    turned.hand.press(from, REACH_PIXELS.mouse);
    turned.hand.carryTo({ x: 300, y: 140 }, { free: true, steps: true });
    turned.hand.putDown();
    const bearing = (shape: Footprint) => measureShape(shape).bearingDegrees;
    expect(bearing(turned.told.at(-1)!.footprint!) - bearing(line)).toBeCloseTo(90, 2);
  });

  it("keeps nudges of one key as one edit", () => {
    const { hand, told } = handOn(line, "move");
    hand.nudge(0.5, 0);
    hand.nudge(0.5, 0);
    hand.settle();
    hand.settle();
    expect(told.map(({ finished }) => finished)).toEqual([false, false, true]);
    const last = told.at(-1)!.footprint!;
    expect(last.kind === "line" && pixelOf(last.line.coordinates[0]!).x).toBeCloseTo(251, 2);
  });
});

it("takes the street between two crossings, though it comes as one line", () => {
  const { hand, told } = handOn(null, "section");
  expect(hand.takeSection({ x: 120, y: 210 })).toBe(true);
  const { footprint, finished } = told[0]!;
  expect(finished).toBe(true);
  expect(footprint).toMatchObject({ kind: "line", widthMetres: 2.5 });
  expect(measureShape(footprint!).lengthMetres).toBeCloseTo(200, 1);
  expect(hand.takeSection({ x: 100, y: 20 })).toBe(false);
});

it("takes the section that was meant once the streets on their way are there", () => {
  const told: Footprint[] = [];
  let there: readonly StreetFeature[] = [];
  let streetsComing = true;
  const hand = createHand(
    { toPixel: pixelOf, toPlace: ({ x, y }) => at(x, y), metresPerPixel: () => 1 },
    () => ({ streets: indexStreets(there), streetsComing, phases: [], buildingsNear: () => [] }),
    { onDraw: (drawn) => drawn && told.push(drawn), onChange: () => {} },
  );
  const section = { tool: "section", footprint: null, kind: "roadwork", widthMetres: 2.5 } as const;
  hand.update(section);
  expect(hand.takeSection({ x: 120, y: 210 })).toBe(true);
  // Those of the page before, or of elsewhere.
  there = [streets[1]!];
  hand.streetsChanged();
  expect(told).toEqual([]);
  there = streets;
  hand.streetsChanged();
  expect(told.map((drawn) => measureShape(drawn).lengthMetres)).toEqual([expect.closeTo(200, 1)]);
  hand.streetsChanged();
  expect(told).toHaveLength(1);

  // Another tool in the hand, or no street after all: nothing is drawn later.
  there = [];
  hand.takeSection({ x: 120, y: 210 });
  hand.update({ ...section, tool: "move" });
  hand.update(section);
  hand.takeSection({ x: 100, y: 20 });
  streetsComing = false;
  hand.streetsChanged();
  there = streets;
  hand.streetsChanged();
  expect(told).toHaveLength(1);
});
