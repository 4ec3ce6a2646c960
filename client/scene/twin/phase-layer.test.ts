import {
  BufferPoint,
  BufferPointCollection,
  Cartesian3,
  Cartographic,
  Math as CesiumMath,
  PrimitiveCollection,
  type Scene,
} from "@cesium/engine";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PhaseFeature } from "../../../domain/interventions/contract.ts";
import { groundLevel } from "./ground-level.ts";
import { createPhaseLayer } from "./phase-layer.ts";

const DAY = 86_400_000;
const NOW = Date.parse("2026-11-22T10:00:00Z");
const clock = { interval: { startMs: NOW, endMs: NOW + 7 * DAY }, instantMs: NOW, nowMs: NOW };

/** @param movedBy places along the street */
function phase(nth: number, movedBy = 0): PhaseFeature {
  const [x, y] = [7.66 + (nth + movedBy) * 0.0004, 45.05];
  return {
    type: "Feature",
    id: `00000000-0000-4000-8000-${String(nth).padStart(12, "0")}`,
    geometry: {
      type: "Polygon",
      coordinates: [
        [
          [x, y],
          [x + 0.0002, y],
          [x, y + 0.0001],
          [x, y],
        ],
      ],
    },
    properties: {
      interventionId: "00000000-0000-4000-8000-000000000000",
      kind: "roadwork",
      state: "approved",
      title: "Scavo di prova",
      place: "",
      officeName: "",
      startsAt: new Date(NOW).toISOString(),
      endsAt: new Date(NOW + DAY).toISOString(),
      vehicleImpact: "unknown",
      hindrance: "none",
      synthetic: true,
      blockingCount: 0,
      warningCount: 0,
    },
  };
}

describe("the layer of phases", () => {
  let frames: (() => void)[] = [];
  let root: PrimitiveCollection;
  let scene: Scene;

  beforeEach(() => {
    frames = [];
    root = new PrimitiveCollection();
    scene = { primitives: root, requestRender: () => undefined } as unknown as Scene;
    vi.stubGlobal("requestAnimationFrame", (callback: () => void) => frames.push(callback));
    vi.stubGlobal("cancelAnimationFrame", () => undefined);
  });
  afterEach(() => vi.unstubAllGlobals());

  /** Runs the frames asked for, until none is. @returns how many there were */
  const drawAll = () => {
    let count = 0;
    for (; frames.length > 0; count++) frames.shift()!();
    return count;
  };
  /** Numbers of the phases whose pins are shown; only pins have points here. */
  const shown = (collection: PrimitiveCollection = root): number[] =>
    Array.from({ length: collection.length }, (_, i) => collection.get(i) as unknown)
      .flatMap((one) => {
        if (one instanceof PrimitiveCollection) return shown(one);
        if (!(one instanceof BufferPointCollection)) return [];
        const points = Array.from({ length: one.primitiveCount }, (_, i) => {
          const point = new BufferPoint();
          one.get(i, point);
          return point;
        });
        return points.filter(({ show }) => show).map(numberOf);
      })
      .sort((a, b) => a - b);
  const numberOf = (point: BufferPoint) => {
    const { longitude } = Cartographic.fromCartesian(point.getPosition(new Cartesian3()));
    return Math.floor((CesiumMath.toDegrees(longitude) - 7.66) / 0.0004);
  };
  const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
  const open = () => {
    const layer = createPhaseLayer(scene, groundLevel(239, 50));
    layer.setDistance(1_000);
    return layer;
  };

  it("draws in batches, one a frame, and is complete after the last", () => {
    const layer = open();
    layer.setPhases(
      numbers(0, 450).map((nth) => phase(nth)),
      clock,
    );
    expect(layer.isComplete).toBe(false);
    expect(drawAll()).toBe(2);
    expect(layer.isComplete).toBe(true);
    expect(shown()).toEqual(numbers(0, 450));
  });

  it("draws only what is new when others come into view, and takes away what went", () => {
    const layer = open();
    layer.setPhases(
      numbers(0, 400).map((nth) => phase(nth)),
      clock,
    );
    drawAll();
    const batch = layerOf(root).get(0);
    layer.setPhases(
      numbers(50, 450).map((nth) => phase(nth)),
      clock,
    );
    expect(drawAll()).toBe(1);
    expect(shown()).toEqual(numbers(50, 450));
    expect(layerOf(root).get(0)).toBe(batch);
  });

  it("draws anew what has moved, and lets batches go that are mostly gone", () => {
    const layer = open();
    layer.setPhases(
      numbers(0, 200).map((nth) => phase(nth)),
      clock,
    );
    drawAll();
    layer.setPhases([phase(3), phase(4, 500)], clock);
    drawAll();
    expect(shown()).toEqual([3, 504]);
    expect(layerOf(root).length).toBe(1);
  });

  it("draws everything anew on other ground", () => {
    const layer = open();
    layer.setPhases([phase(1)], clock);
    drawAll();
    const before = layerOf(root).get(0);
    layer.redraw();
    drawAll();
    expect(shown()).toEqual([1]);
    expect(layerOf(root).get(0)).not.toBe(before);
  });

  it("follows the clock at once, without a frame of drawing", () => {
    const layer = open();
    layer.setPhases([phase(1)], clock);
    drawAll();
    const later = NOW + 30 * DAY;
    layer.setPhases([phase(1)], {
      ...clock,
      interval: { startMs: later, endMs: later + DAY },
      instantMs: later,
    });
    expect(shown()).toEqual([]);
    expect(drawAll()).toBe(0);
  });
});

function layerOf(root: PrimitiveCollection): PrimitiveCollection {
  return root.get(root.length - 1) as PrimitiveCollection;
}
