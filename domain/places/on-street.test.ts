import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  distanceFromAxis,
  extendToCrossing,
  findOnStreet,
  findSection,
  lineOnStreet,
  type StreetAxis,
  shrinkToCrossing,
} from "./on-street.ts";
import { type Metres, pathLength } from "./path.ts";

/** Northward in three stretches that bend a little, crossed at 0, 100, 200 and 300 m; and one across it. */
const nizza: StreetAxis = {
  id: "nizza",
  name: "Via Nizza",
  widthMetres: 20,
  carriagewayWidthMetres: 12,
  // Not in order, and one the other way round, as a file may hold them.
  stretches: [
    [
      [0, 100],
      [0, 200],
    ],
    [
      [0, 100],
      [0, 0],
    ],
    [
      [0, 200],
      [40, 290],
    ],
  ],
};
const marconi: StreetAxis = {
  id: "marconi",
  name: "Via Marconi",
  widthMetres: 14,
  carriagewayWidthMetres: 8,
  stretches: [
    [
      [-80, 100],
      [0, 100],
    ],
    [
      [0, 100],
      [80, 100],
    ],
  ],
};
const streets = [marconi, nizza];
const rounded = (line: readonly Metres[]) => line.map((at) => at.map((n) => Math.round(n * 1e6) / 1e6));

describe("a line on its street", () => {
  it("is the stretch between two crossings nearest to a click", () => {
    const found = findSection(streets, [5, 150], 20)!;
    expect(found.street.name).toBe("Via Nizza");
    expect(lineOnStreet(found)).toHaveLength(2);
    expect(pathLength(lineOnStreet(found))).toBeCloseTo(100);
    expect(findSection(streets, [300, 300], 20)).toBeNull();
  });

  it("goes on to the next crossing and back to it, at either end, to the ends of the street", () => {
    const section = findSection(streets, [2, 150], 20)!;
    const longer = extendToCrossing(section, "to")!;
    expect(pathLength(lineOnStreet(longer))).toBeCloseTo(100 + Math.hypot(40, 90));
    const whole = extendToCrossing(longer, "from")!;
    expect(pathLength(lineOnStreet(whole))).toBeCloseTo(200 + Math.hypot(40, 90));
    expect(extendToCrossing(whole, "from")).toBeNull();
    expect(extendToCrossing(whole, "to")).toBeNull();
    expect(shrinkToCrossing(shrinkToCrossing(whole, "from")!, "to")).toMatchObject({
      fromMetres: section.fromMetres,
      toMetres: section.toMetres,
    });
    expect(shrinkToCrossing(section, "to")).toBeNull();
  });

  it("is found again from the line drawn, in the line's own direction and on its side", () => {
    const southward = findOnStreet(streets, [
      [4, 190],
      [4, 110],
    ])!;
    expect(southward.street.name).toBe("Via Nizza");
    expect(southward.rightMetres).toBeCloseTo(-4);
    expect(rounded(lineOnStreet(southward))).toEqual([
      [4, 190],
      [4, 110],
    ]);
    expect(rounded(lineOnStreet({ ...southward, rightMetres: 4 }))).toEqual([
      [-4, 190],
      [-4, 110],
    ]);
  });

  it("is on no street where it crosses one or lies away from all", () => {
    const alone = [nizza];
    expect(
      findOnStreet(alone, [
        [-20, 150],
        [20, 150],
      ]),
    ).toBeNull();
    expect(
      findOnStreet(streets, [
        [60, 20],
        [60, 80],
      ]),
    ).toBeNull();
  });

  it("is found where it was laid, whatever the side and the ends", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 120, noNaN: true }),
        fc.double({ min: 210, max: 280, noNaN: true }),
        fc.double({ min: -8, max: 8, noNaN: true }),
        (from, to, right) => {
          const axis: Metres[] = [
            [0, 0],
            [0, 100],
            [0, 200],
            [40, 290],
          ];
          const laid = lineOnStreet({
            street: nizza,
            axis,
            crossingsMetres: [],
            fromMetres: from,
            toMetres: to,
            rightMetres: right,
          });
          const found = findOnStreet(streets, laid)!;
          expect(found.fromMetres).toBeCloseTo(from, 1);
          expect(found.toMetres).toBeCloseTo(to, 1);
          expect(found.rightMetres).toBeCloseTo(right, 1);
        },
      ),
    );
  });

  it("lies in the lane, along the kerb or on the pavement by the street's widths", () => {
    expect(distanceFromAxis(nizza, "axis", 2.5)).toBe(0);
    expect(distanceFromAxis(nizza, "lane", 2.5)).toBe(3);
    expect(distanceFromAxis(nizza, "kerb", 2.5)).toBe(4.75);
    expect(distanceFromAxis(nizza, "pavement", 2.5)).toBe(8);
    expect(distanceFromAxis({ ...nizza, carriagewayWidthMetres: 0 }, "kerb", 2.5)).toBeNull();
    expect(distanceFromAxis({ ...nizza, widthMetres: 12 }, "pavement", 2.5)).toBeNull();
  });
});
