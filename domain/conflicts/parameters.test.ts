import { describe, expect, it, test } from "vitest";
import { exampleGasPipe, exampleLime } from "./example-parts.ts";
import { TREE_REACH_METRES, UTILITY_REACH_METRES } from "./facts.ts";
import { DEFAULT_PARAMETERS } from "./parameters/parameters.ts";
import { protectionOf } from "./tree-protection.ts";
import { outcomeOf, reachOf, safeDepthOver, UTILITY_TOLERANCES } from "./utility-accuracy.ts";

const tree = (change: object) => protectionOf({ ...exampleLime, ...change }, DEFAULT_PARAMETERS);

test.each([
  [{ trunkDiameterMetres: 0.5 }, { metres: 6, basis: "diameter" }],
  [{ trunkDiameterMetres: 2 }, { metres: 15, basis: "diameter" }],
  [
    { trunkDiameterMetres: null, sizeClass: "first" },
    { metres: 4, basis: "class" },
  ],
  [
    { trunkDiameterMetres: null, sizeClass: "third" },
    { metres: 2, basis: "class" },
  ],
  [
    { trunkDiameterMetres: null, sizeClass: null },
    { metres: 5, basis: "unknown" },
  ],
  [
    { trunkDiameterMetres: 0.2, monumental: true },
    { metres: 5, basis: "venerable" },
  ],
  [
    { species: "Platanus × acerifolia", trunkDiameterMetres: 0.41 },
    { metres: 5, basis: "venerable" },
  ],
  [
    { species: "Platanus × acerifolia", trunkDiameterMetres: 0.6 },
    { metres: 7.2, basis: "diameter" },
  ],
])("a tree's root zone: %j", (change, { metres, basis }) => {
  expect(tree(change).metres).toBeCloseTo(metres);
  expect(tree(change).basis).toBe(basis);
  expect(tree(change).metres).toBeLessThanOrEqual(TREE_REACH_METRES);
});

describe("a dig and a pipe", () => {
  const pipe = (change: object) => ({ ...exampleGasPipe, ...change });

  it.each([
    ["A", 0.9, 0.8, "clear"],
    ["A", 0.9, 0.9, "possible"],
    ["A", 0.9, 1, "clash"],
    ["B", 0.9, 0.5, "clear"],
    ["B", 0.9, 1.2, "possible"],
    ["B", 0.9, 1.3, "clash"],
    ["D", 3, 1.9, "clear"],
    ["D", 0.9, 1.2, "possible"],
    ["A", null, 1.2, "possible"],
    ["A", 0.9, null, "possible"],
    ["A", 0.9, 0, "clear"],
  ] as const)("class %s at %s m, dug to %s m: %s", (accuracyClass, depthMetres, dig, outcome) => {
    expect(outcomeOf(dig, pipe({ accuracyClass, depthMetres }))).toBe(outcome);
  });

  it("do not meet for sure where the pipe may pass beside", () => {
    expect(outcomeOf(2, pipe({ surelyUnder: false }))).toBe("possible");
    expect(outcomeOf(2, pipe({ distanceMetres: reachOf(exampleGasPipe) }))).toBe("clear");
  });

  it("are apart at the depth that is offered", () => {
    for (const accuracyClass of ["A", "B", "C", "D"] as const) {
      const below = pipe({ accuracyClass, depthMetres: 1.73 });
      expect(outcomeOf(safeDepthOver(below)!, below)).toBe("clear");
    }
  });

  it("are looked for as far as the widest tolerance reaches, with a pipe of four metres", () => {
    const widest = Math.max(...Object.values(UTILITY_TOLERANCES).map((one) => one.horizontalMetres));
    expect(widest + 4 / 2).toBeLessThanOrEqual(UTILITY_REACH_METRES);
  });
});
