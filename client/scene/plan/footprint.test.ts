import LineString from "ol/geom/LineString.js";
import Polygon from "ol/geom/Polygon.js";
import { fromLonLat } from "ol/proj.js";
import { getArea } from "ol/sphere.js";
import { describe, expect, it } from "vitest";
import { type Footprint, footprintSchema } from "../../../domain/interventions/intervention.ts";
import { findFootprint, findGround, shapeOfFootprint } from "./footprint.ts";

const line: Footprint = {
  kind: "line",
  line: {
    type: "LineString",
    coordinates: [
      [7.68, 45.07],
      [7.6812345, 45.0701234],
    ],
  },
  widthMetres: 3,
};
const area: Footprint = {
  kind: "area",
  polygon: {
    type: "Polygon",
    coordinates: [
      [
        [7.68, 45.07],
        [7.681, 45.07],
        [7.681, 45.071],
        [7.68, 45.071],
        [7.68, 45.07],
      ],
      [
        [7.6802, 45.0702],
        [7.6802, 45.0704],
        [7.6804, 45.0704],
        [7.6804, 45.0702],
        [7.6802, 45.0702],
      ],
    ],
  },
};

const sketch = (...positions: [number, number][]) => positions.map((position) => fromLonLat(position));

describe("a footprint and its shape", () => {
  it.each([line, area])("come back as they were: $kind", (footprint) => {
    expect(findFootprint(shapeOfFootprint(footprint), 3)).toEqual(footprint);
  });

  it("drops the place under the pointer when it repeats the last one", () => {
    const shape = new LineString(sketch([7.68, 45.07], [7.681, 45.07], [7.681, 45.07]));
    const footprint = findFootprint(shape, 2.5);
    expect(footprint).toMatchObject({ kind: "line", widthMetres: 2.5 });
    expect(footprint?.kind === "line" && footprint.line.coordinates).toHaveLength(2);
  });

  it("is none yet with one place of a line or two of an area", () => {
    expect(findFootprint(new LineString(sketch([7.68, 45.07], [7.68, 45.07])), 2.5)).toBeNull();
    expect(
      findFootprint(new Polygon([sketch([7.68, 45.07], [7.681, 45.07], [7.68, 45.07])]), 2.5),
    ).toBeNull();
    expect(findFootprint(new Polygon([]), 2.5)).toBeNull();
  });

  it("closes an area and winds it counter-clockwise, as the contract wants it", () => {
    const clockwise = sketch([7.68, 45.07], [7.68, 45.071], [7.681, 45.071], [7.68, 45.07]);
    const footprint = findFootprint(new Polygon([clockwise]), 2.5);
    expect(footprintSchema.safeParse(footprint).success).toBe(true);
    expect(footprint?.kind === "area" && footprint.polygon.coordinates[0]).toEqual([
      [7.681, 45.071],
      [7.68, 45.071],
      [7.68, 45.07],
      [7.681, 45.071],
    ]);
  });
});

describe("the ground of a line", () => {
  it("has the width in real metres, not in mercator's", () => {
    const straight = new LineString(sketch([7.68, 45.07], [7.681, 45.07]));
    const ground = findGround(straight, 3)!;
    const lengthMetres = 0.001 * (Math.PI / 180) * 6_371_008.8 * Math.cos((45.07 * Math.PI) / 180);
    expect(getArea(ground)).toBeCloseTo(lengthMetres * 3, 0);
  });
});
