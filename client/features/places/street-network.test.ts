import fc from "fast-check";
import { expect, test } from "vitest";
import type { StreetFeature } from "../../../domain/places/contract.ts";
import { areaSquareMetres, lengthMetres, localPlane } from "./local-plane.ts";
import { findByName, readSentence, readStreetEnd } from "./read-place.ts";
import { offsetPath, projectOnAxis, sliceAxis, streetAxis } from "./street-axis.ts";
import { describePlace, lineAlong, streetNetwork } from "./street-network.ts";

const CENTRE: [number, number] = [7.6869, 45.0703];
const plane = localPlane(CENTRE);

function street(id: string, name: string, ...lines: [number, number][][]): StreetFeature {
  return {
    type: "Feature",
    id,
    geometry: { type: "MultiLineString", coordinates: lines.map((line) => line.map(plane.toDegrees)) },
    properties: { name, class: "residential", widthMetres: 12, carriagewayWidthMetres: 8 },
  };
}

/** Via Nizza runs east for 600 m; three streets cross it, one ends at its kerb, one stays away. */
const nizza = street("1", "Via Nizza", [
  [0, 0],
  [300, 0],
  [600, 0],
]);
const city = [
  nizza,
  street("2", "Via Berthollet", [
    [100, -80],
    [100, 90],
  ]),
  street("3", "Via Marconi", [
    [300, -80],
    [300, 90],
  ]),
  street("4", "Via Da Verrazzano", [
    [450, 8],
    [450, 200],
  ]),
  street("5", "Corso Lontano", [
    [0, 300],
    [600, 300],
  ]),
];
const network = streetNetwork(city, CENTRE);
const axis = network.axes[0]!;

test("a degree is as long as on the ellipsoid", () => {
  // Radii of curvature of WGS 84 at 45.0703° N, in the prime vertical and in the meridian.
  const squared = 0.00669437999014 * Math.sin((45.0703 * Math.PI) / 180) ** 2;
  const primeVertical = 6_378_137 / Math.sqrt(1 - squared);
  const meridian = (6_378_137 * (1 - 0.00669437999014)) / (1 - squared) ** 1.5;
  const radians = (0.1 * Math.PI) / 180;
  const east = lengthMetres([plane.toDegrees([0, 0]), [7.7869, 45.0703]]);
  expect(east).toBeCloseTo(primeVertical * Math.cos((45.0703 * Math.PI) / 180) * radians, 0);
  const north = lengthMetres([plane.toDegrees([0, 0]), [7.6869, 45.1703]]);
  expect(Math.abs(north / (meridian * radians) - 1)).toBeLessThan(1e-4);
  const square = [
    [0, 0],
    [100, 0],
    [100, 50],
    [0, 50],
    [0, 0],
  ] as [number, number][];
  const hole = [
    [10, 10],
    [20, 10],
    [20, 20],
    [10, 20],
    [10, 10],
  ] as [number, number][];
  expect(areaSquareMetres([square.map(plane.toDegrees)])).toBeCloseTo(5_000, 0);
  expect(areaSquareMetres([square.map(plane.toDegrees), hole.map(plane.toDegrees)])).toBeCloseTo(4_900, 0);
});

test("crossings come in order along the street, a street that ends at the kerb among them", () => {
  expect(network.crossingsOf(axis).map(({ name, alongMetres }) => [name, Math.round(alongMetres)])).toEqual([
    ["Via Berthollet", 100],
    ["Via Marconi", 300],
    ["Via Da Verrazzano", 450],
  ]);
});

test("pieces of a street join whatever their order and direction; a parallel carriageway does not", () => {
  const broken = street(
    "9",
    "Corso Spezzato",
    [
      [200, 0],
      [100, 0],
    ],
    [
      [0, 0],
      [100, 0],
    ],
    [
      [240, 0],
      [500, 0],
    ],
    [
      [60, 12],
      [180, 12],
    ],
  );
  const joined = streetAxis(broken, plane);
  expect(joined.lengthMetres).toBeCloseTo(500, 0);
  const xs = joined.path.map(([x]) => Math.round(x));
  expect(xs).toEqual([...xs].sort((a, b) => a - b));
});

test("a slice is as long as asked and lies on the street, either way round", () => {
  const along = fc.double({ min: 0, max: 600, noNaN: true });
  fc.assert(
    fc.property(along, along, (from, to) => {
      fc.pre(Math.abs(from - to) > 1);
      const slice = sliceAxis(axis.path, from, to);
      expect(projectOnAxis(axis, slice[0]!).alongMetres).toBeCloseTo(from, 3);
      expect(projectOnAxis(axis, slice.at(-1)!).alongMetres).toBeCloseTo(to, 3);
      const line = lineAlong(network, axis, from, to, "centre", 2.5);
      expect(lengthMetres(line.line.coordinates)).toBeCloseTo(Math.abs(from - to), 0);
    }),
  );
});

test("right is right as one walks, also when walking back", () => {
  expect(
    offsetPath(
      [
        [0, 0],
        [10, 0],
      ],
      2,
    ),
  ).toEqual([
    [0, -2],
    [10, -2],
  ]);
  expect(
    offsetPath(
      [
        [10, 0],
        [0, 0],
      ],
      2,
    ),
  ).toEqual([
    [10, 2],
    [0, 2],
  ]);
  // Mitred at a right angle, so that both arms keep their distance.
  expect(
    offsetPath(
      [
        [0, 0],
        [10, 0],
        [10, 10],
      ],
      2,
    )[1]!.map((n) => Math.round(n * 1e6) / 1e6),
  ).toEqual([12, -2]);
});

test("a drawn line is placed between the crossings around it", () => {
  const at = (from: number, to: number) =>
    describePlace(network, lineAlong(network, axis, from, to, "centre", 2.5));
  expect(at(150, 220)).toBe("Via Nizza (Via Berthollet – Via Marconi)");
  expect(at(100, 300)).toBe("Via Nizza (Via Berthollet – Via Marconi)");
  expect(at(500, 560)).toBe("Via Nizza (Via Da Verrazzano)");
  expect(at(10, 60)).toBe("Via Nizza (Via Berthollet)");
  const away = [
    [900, 900],
    [950, 900],
    [950, 950],
    [900, 900],
  ] as [number, number][];
  expect(
    describePlace(network, {
      kind: "area",
      polygon: { type: "Polygon", coordinates: [away.map(plane.toDegrees)] },
    }),
  ).toBeNull();
});

test("names are found as people write them, and not guessed when two fit", () => {
  const names = [
    { name: "Via Nizza" },
    { name: "Via Madama Cristina" },
    { name: "Corso Marconi" },
    { name: "Via Marconi" },
  ];
  expect(findByName("nizza", names)?.name).toBe("Via Nizza");
  expect(findByName("VIA NIZZA", names)?.name).toBe("Via Nizza");
  expect(findByName("madama", names)?.name).toBe("Via Madama Cristina");
  expect(findByName("marconi", names)).toBeNull();
  expect(findByName("via marconi", names)?.name).toBe("Via Marconi");
  expect(findByName("  ", names)).toBeNull();
});

test("ends are crossings, metres, house numbers, or the street's own ends", () => {
  const crossings = network.crossingsOf(axis);
  const read = (text: string) => readStreetEnd(text, axis, crossings);
  expect(read("via Berthollet")).toEqual({ kind: "along", alongMetres: expect.closeTo(100, 1) });
  expect(read("120,5 m")).toEqual({ kind: "along", alongMetres: 120.5 });
  expect(read("9000 m")).toBeNull();
  expect(read("n. 12/a")).toEqual({ kind: "house-number", number: "12/a" });
  expect(read("37")).toEqual({ kind: "house-number", number: "37" });
  expect(read("fine")).toEqual({ kind: "along", alongMetres: expect.closeTo(600, 1) });
  expect(read("via Inesistente")).toBeNull();
});

test("a sentence is read in every way its small words allow", () => {
  expect(readSentence("via Nizza da via Berthollet a via Marconi")).toContainEqual({
    street: "via Nizza",
    from: "via Berthollet",
    to: "via Marconi",
  });
  expect(readSentence("Via Da Verrazzano, from via Nizza to end")).toContainEqual({
    street: "Via Da Verrazzano",
    from: "via Nizza",
    to: "end",
  });
  expect(readSentence("via Nizza")).toEqual([]);
});
