import { Cartographic, Math as CesiumMath } from "@cesium/engine";
import { describe, expect, it, test } from "vitest";
import type { Footprint } from "../../../domain/interventions/intervention.ts";
import { kindColour, SELECTION, SEVERITY_STYLES } from "../phase-style.ts";
import { planeAt } from "../plane.ts";
import { groundLevel } from "./ground-level.ts";
import { draftShapes, ghostShapes, overlapShapes, ringsOfFootprint, selectionShapes } from "./shapes.ts";

const ground = groundLevel(239, 50);
const plane = planeAt([7.68, 45.07]);
const square = (x: number, side: number) =>
  [
    [x, 0],
    [x + side, 0],
    [x + side, side],
    [x, side],
    [x, 0],
  ].map(plane.toDegrees);
const overlap = (x: number, severity: "blocking" | "warning", highlighted: boolean) => ({
  geometry: { type: "Polygon" as const, coordinates: [square(x, 10)] },
  severity,
  highlighted,
});
const line: Footprint = {
  kind: "line",
  line: { type: "LineString", coordinates: [plane.toDegrees([0, 0]), plane.toDegrees([30, 0])] },
  widthMetres: 4,
};

describe("ground in dispute", () => {
  it("is drawn in its severity's colour, what is pointed at last, stronger and cased", () => {
    const { surfaces, strokes } = overlapShapes(
      [overlap(0, "blocking", true), overlap(5, "warning", false)],
      ground,
    );
    expect(surfaces!.map(({ colour }) => colour)).toEqual([
      SEVERITY_STYLES.warning.fill,
      SEVERITY_STYLES.blocking.fill,
    ]);
    expect(surfaces![1]!.opacity).toBeGreaterThan(surfaces![0]!.opacity);
    expect(strokes!.map(({ colour }) => colour)).toEqual([
      SEVERITY_STYLES.warning.outline,
      SELECTION.casing,
      SEVERITY_STYLES.blocking.outline,
    ]);
  });

  it("may be in several pieces", () => {
    const geometry = { type: "MultiPolygon" as const, coordinates: [[square(0, 10)], [square(40, 10)]] };
    expect(
      overlapShapes([{ geometry, severity: "blocking", highlighted: false }], ground).surfaces,
    ).toHaveLength(2);
  });
});

describe("a draft", () => {
  it("is nothing before it is drawn", () => {
    expect(draftShapes(null, "roadwork", ground)).toEqual({});
  });

  it("shows a line as the band it takes, in its kind's colour", () => {
    const [ring] = ringsOfFootprint(line)!;
    const corners = ring!.map(plane.toMetres).map(([x, y]) => [Math.round(x), Math.round(y)]);
    expect(new Set(corners.map(([, y]) => Math.abs(y!)))).toEqual(new Set([2]));
    const { surfaces, strokes } = draftShapes(line, "event", ground);
    expect(surfaces!.map(({ colour }) => colour)).toEqual([kindColour("event")]);
    expect(strokes!.slice(0, 2).map(({ colour }) => colour)).toEqual([SELECTION.casing, kindColour("event")]);
  });
});

it("marks the selection by its outline and by a pin that stands inside it", () => {
  const { strokes, dots } = selectionShapes([square(0, 20)], "roadwork", ground);
  expect(strokes!.some(({ colour }) => colour === SELECTION.ink)).toBe(true);
  const head = Cartographic.fromCartesian(dots![0]!.position);
  const [x, y] = plane.toMetres([CesiumMath.toDegrees(head.longitude), CesiumMath.toDegrees(head.latitude)]);
  expect(x).toBeCloseTo(10, 0);
  expect(y).toBeCloseTo(10, 0);
});

test("a draft's other phases are fainter than the one in hand, and those without ground are left out", () => {
  const empty: Footprint = {
    ...line,
    line: { ...line.line, coordinates: [line.line.coordinates[0]!, line.line.coordinates[0]!] },
  };
  const ghosts = ghostShapes([line, empty], "roadwork", ground);
  const [inHand] = draftShapes(line, "roadwork", ground).strokes!;
  expect(ghosts.surfaces).toHaveLength(1);
  expect(ghosts.surfaces![0]).toMatchObject({ colour: kindColour("roadwork"), opacity: 0.12 });
  expect(ghosts.strokes!.every(({ widthPixels }) => widthPixels < inHand!.widthPixels)).toBe(true);
});
