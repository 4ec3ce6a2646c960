import { describe, expect, it } from "vitest";
import { listFaces } from "./faces.ts";
import { buildGrid } from "./grid.ts";
import type { Frame, StreetInput } from "./inputs.ts";
import { signedArea } from "./plane.ts";

const frame: Frame = {
  originEasting: 0,
  originNorthing: 0,
  bearingDegrees: 0,
  southWest: [0, 0],
  northEast: [400, 300],
  groundMetres: 0,
  waterMetres: 0,
};
const street = (name: string, ...line: [number, number][]): StreetInput => ({
  name,
  profile: "street",
  lines: [line],
});

describe("the street plan", () => {
  it("makes a node of every crossing, and faces that fill the frame", () => {
    const grid = buildGrid([street("a", [0, 100], [400, 100]), street("b", [150, 0], [150, 300])], frame);
    const faces = listFaces(grid);
    expect(faces.length).toBe(4);
    expect(faces.reduce((sum, face) => sum + signedArea(face.ring), 0)).toBeCloseTo(400 * 300, 6);
    expect(grid.edges.filter((edge) => edge.street >= 0).length).toBe(4);
  });

  it("prolongs a street that stops just short, and trims one that goes just past", () => {
    const across = street("across", [0, 100], [400, 100]);
    const short = buildGrid([across, street("short", [150, 0], [150, 90])], frame);
    const long = buildGrid([across, street("long", [150, 0], [150, 112])], frame);
    for (const grid of [short, long]) {
      expect(listFaces(grid).length).toBe(3);
      expect(grid.nodes).toContainEqual([150, 100]);
    }
  });

  it("names the street that ends nowhere", () => {
    const loose = [street("Via Cieca", [150, 0], [150, 200])];
    expect(() => buildGrid(loose, frame)).toThrow(/loose ends: Via Cieca/);
  });
});
