import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { heightAt, type Relief } from "../../../domain/geo/relief.ts";
import { cutConvex, type GridPolygon } from "./relief-cut.ts";
import { ReliefSurface } from "./relief-surface.ts";
import { signedArea } from "./rings.ts";

const SIDE = 9;

function reliefOf(height: (column: number, row: number) => number): Relief {
  const heights = new Uint16Array(SIDE * SIDE);
  for (let i = 0; i < heights.length; i++) heights[i] = height(i % SIDE, Math.floor(i / SIDE));
  const grid = { west: 7, south: 45, stepEast: 0.001, stepNorth: 0.001, columns: SIDE, rows: SIDE };
  return { ...grid, lowestMetres: 200, quantumMetres: 0.1, heights, surveyed: new Uint8Array(11) };
}

const bumpy = reliefOf((column, row) => (column * 7919 + row * 104729 + column * row * 31) % 997);
const surface = new ReliefSurface(bumpy);

function partsOf(relief: Relief, polygon: GridPolygon): GridPolygon[] {
  const parts: GridPolygon[] = [];
  cutConvex(relief, polygon, (part) => parts.push(part));
  return parts;
}

const heightOn = (u: number, v: number) => heightAt(bumpy, ...surface.toDegrees(u, v));

/** Beyond the grid, too. */
const coordinate = fc.double({ min: -2, max: SIDE + 1, noNaN: true });
const onGrid = fc.integer({ min: 0, max: 700 }).map((value) => value / 97);
const triangle = fc
  .array(coordinate, { minLength: 6, maxLength: 6 })
  .map((corners) => (signedArea(corners) < 0 ? [0, 1, 4, 5, 2, 3].map((i) => corners[i]!) : corners))
  .filter((corners) => signedArea([...corners]) > 1e-3);

describe("cutting along the relief", () => {
  it("keeps the whole area, and every part lies on one plane of the relief", () => {
    fc.assert(
      fc.property(triangle, (polygon) => {
        const parts = partsOf(bumpy, polygon);
        const area = parts.reduce((sum, part) => sum + signedArea(closed(part)), 0);
        expect(area).toBeCloseTo(signedArea(closed(polygon)), 9);
        for (const part of parts) {
          expect(signedArea(closed(part))).toBeGreaterThan(-1e-12);
          // On a plane, the middle of any two corners is as high as the middle of their heights.
          for (let i = 2; i < part.length; i += 2) {
            const [u0, v0, u, v] = [part[0]!, part[1]!, part[i]!, part[i + 1]!];
            const middle = heightOn((u0 + u) / 2, (v0 + v) / 2);
            expect(middle).toBeCloseTo((heightOn(u0, v0) + heightOn(u, v)) / 2, 6);
          }
        }
      }),
    );
  });

  it("cuts an edge that two share at the very same places", () => {
    fc.assert(
      fc.property(onGrid, onGrid, onGrid, onGrid, (u, v, nextU, nextV) => {
        fc.pre(Math.hypot(nextU - u, nextV - v) > 1.5);
        const [x, y] = [-(nextV - v), nextU - u];
        const onEdge = (parts: GridPolygon[]) =>
          new Set(
            parts.flatMap((part) => {
              const places: string[] = [];
              for (let i = 0; i < part.length; i += 2) {
                const away = (part[i]! - u) * x + (part[i + 1]! - v) * y;
                if (Math.abs(away) < 1e-9) places.push(`${part[i]!.toFixed(9)} ${part[i + 1]!.toFixed(9)}`);
              }
              return places;
            }),
          );
        const left = partsOf(bumpy, [u, v, nextU, nextV, u + x, v + y]);
        const right = partsOf(bumpy, [nextU, nextV, u, v, u - x, v - y]);
        expect([...onEdge(left)].sort()).toEqual([...onEdge(right)].sort());
      }),
    );
  });

  it("leaves whole what lies on one plane, a slope as well as a level", () => {
    const slope = reliefOf((column, row) => 100 + column * 3 + row * 5);
    expect(partsOf(slope, [0.2, 0.1, 7.7, 0.4, 3.3, 7.9])).toEqual([[0.2, 0.1, 7.7, 0.4, 3.3, 7.9]]);
    const level = reliefOf(() => 42);
    expect(partsOf(level, [-5, -5, 30, -5, 3, 40])).toHaveLength(1);
    expect(partsOf(slope, [-5, -5, 30, -5, 3, 40]).length).toBeGreaterThan(1);
  });

  it("finds the lowest ground along an outline between its corners, too", () => {
    const ditch = new ReliefSurface(reliefOf((column) => (column === 4 ? 0 : 500)));
    const ring = Float64Array.of(7.001, 45.001, 7.007, 45.001, 7.007, 45.002, 7.001, 45.002);
    expect(ditch.lowestAlong([ring])).toBeCloseTo(200, 6);
    expect(ditch.heightAt(7.001, 45.001)).toBeCloseTo(250, 6);
  });
});

function closed(polygon: GridPolygon): number[] {
  return [...polygon, polygon[0]!, polygon[1]!];
}
