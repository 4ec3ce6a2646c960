import { describe, expect, it } from "vitest";
import { toDegrees, toMetres } from "../geo/projection.ts";
import type { StreetAxis } from "../places/on-street.ts";
import { pathLength } from "../places/path.ts";
import { SITE_SIZES, type SiteMeasures, siteAt } from "./site.ts";

const [X, Y] = [396_000, 4_991_000];
const street = (more: Partial<StreetAxis> = {}): StreetAxis => ({
  id: "street-1",
  name: "Via di prova",
  widthMetres: 12,
  carriagewayWidthMetres: 7,
  stretches: [
    [
      [X, Y],
      [X + 100, Y],
    ],
  ],
  ...more,
});
const dig = (x: number, y: number, size: SiteMeasures = SITE_SIZES.trench, streets = [street()]) => {
  const { footprint, street: name } = siteAt(streets, toDegrees([X + x, Y + y]), size);
  if (footprint.kind !== "line") throw new Error("a site is a line with a width");
  const path = footprint.line.coordinates.map(toMetres);
  const ends = path.map(([px, py]) => [Math.round((px! - X) * 10) / 10, Math.round((py! - Y) * 10) / 10]);
  return { name, ends, length: pathLength(path as [number, number][]), width: footprint.widthMetres };
};

describe("the ground of a dig", () => {
  it("lies along the nearest street, around the place", () => {
    const { name, ends, length, width } = dig(50, 2);
    expect([name, width]).toEqual(["Via di prova", 2]);
    expect(ends).toEqual([
      [47, 2],
      [53, 2],
    ]);
    expect(length).toBeCloseTo(6, 2);
  });

  it("stays between the walls where the phone stands inside one", () => {
    // Half of twelve metres, less half of the dig's two.
    expect(dig(50, 20).ends.map(([, y]) => y)).toEqual([5, 5]);
  });

  it("keeps its length at the end of a street, and takes no more than there is of a short one", () => {
    expect(dig(99, 0).ends).toEqual([
      [94, 0],
      [100, 0],
    ]);
    const short = street({
      stretches: [
        [
          [X, Y],
          [X + 4, Y],
        ],
      ],
    });
    expect(dig(2, 0, SITE_SIZES.long, [short]).length).toBeCloseTo(4, 2);
  });

  it("lies where the place is, away from streets", () => {
    const { name, ends } = dig(50, 70, SITE_SIZES.hole);
    expect(name).toBeNull();
    expect(ends).toEqual([
      [49, 70],
      [51, 70],
    ]);
  });
});
