import { describe, expect, it } from "vitest";
import type { NuisanceInputs } from "./inputs.ts";
import { noiseReach } from "./noise-reach.ts";
import type { Mode } from "./nuisance.ts";
import { reckonNuisance } from "./reckon.ts";

/** A trench in a residential street of two lanes, all known, nothing else near. */
const TRENCH: NuisanceInputs = {
  kind: "roadwork",
  days: 5,
  vehicleImpact: "alternating-one-way",
  hindrance: "minor",
  footwayWidthMetres: 2,
  carriagewayWidthMetres: 3.5,
  noisePowerDecibels: 105,
  detourMetres: null,
  streets: [{ name: "via Cardano", class: "residential", oneWay: false, lanes: 2, besideMetres: 40 }],
  vehiclesAnHour: null,
  cycleTracks: [],
  lines: [],
  stops: [],
  rails: false,
  pavementSquareMetres: 0,
  residents: 0,
  sensitive: [],
};

const of = (mode: Mode, changed: Partial<NuisanceInputs> = {}) =>
  reckonNuisance([{ ...TRENCH, ...changed }]).modes.find((one) => one.mode === mode)!;
const range = (mode: Mode, changed?: Partial<NuisanceInputs>) => {
  const { least, most, status } = of(mode, changed);
  return [least, most, status];
};
const classes = (mode: Mode, changed?: Partial<NuisanceInputs>) =>
  Object.fromEntries(of(mode, changed).terms.map((term) => [term.id, [term.class.least, term.class.most]]));

describe("cars", () => {
  it("are a range where traffic is not counted, from its least to its most", () => {
    // 0.1·1 + 0.2·2 + 0.25·(0 to 5) + 0.25·1 + 0.2·3
    expect(range("car")).toEqual([1.4, 2.6, "range"]);
    expect(classes("car")).toEqual({
      duration: [1, 1],
      streetClass: [2, 2],
      traffic: [0, 5],
      lanes: [1, 1],
      length: [3, 3],
    });
  });

  it("can be reckoned again by hand from the terms told", () => {
    const { terms, least, most } = of("car");
    const sum = (end: "least" | "most") =>
      terms.reduce((total, { weight, class: reached }) => total + weight * reached[end], 0);
    expect(sum("least")).toBeCloseTo(1.35, 9);
    expect([least, most]).toEqual([1.4, 2.6]);
    for (const term of terms) expect(term.product.most).toBeCloseTo(term.weight * term.class.most, 9);
  });

  it("takes an hour's count for the least of a day's", () => {
    expect(classes("car", { vehiclesAnHour: { number: 1_500, sensor: "S1" } }).traffic).toEqual([3, 5]);
    expect(classes("car", { vehiclesAnHour: { number: 1_499, sensor: "S1" } }).traffic).toEqual([2, 5]);
    expect(classes("car", { vehiclesAnHour: { number: 10_000, sensor: "S1" } }).traffic).toEqual([5, 5]);
  });

  it("are none off the streets and where none drives", () => {
    expect(range("car", { streets: [] })).toEqual([0, 0, "known"]);
    const square = [
      { name: "piazza", class: "pedestrian" as const, oneWay: false, lanes: null, besideMetres: 30 },
    ];
    expect(range("car", { streets: square })).toEqual([0, 0, "known"]);
  });

  it("are not known to be none without a street graph", () => {
    const { least, most, status } = of("car", { streets: null });
    // Off a street it is 0 however long it lasts; at most 0.1·1 + 0.2·5 + 0.25·5 + 0.25·3 + 0.2·5.
    expect([least, most, status]).toEqual([0, 4.1, "range"]);
  });

  it.each([
    ["all-lanes-open", { lanes: 2, oneWay: false }, [0, 0]],
    ["some-lanes-closed", { lanes: 2, oneWay: true }, [1, 1]],
    ["some-lanes-closed", { lanes: 3, oneWay: true }, [1, 3]],
    ["some-lanes-closed", { lanes: 2, oneWay: false }, [1, 4]],
    ["some-lanes-closed", { lanes: 4, oneWay: false }, [1, 3]],
    ["some-lanes-closed", { lanes: null, oneWay: false }, [1, 4]],
    ["alternating-one-way", { lanes: 4, oneWay: false }, [1, 3]],
    ["all-lanes-closed", { lanes: 2, oneWay: true }, [4, 4]],
    ["all-lanes-closed", { lanes: 2, oneWay: false }, [5, 5]],
    ["unknown", { lanes: 2, oneWay: false }, [0, 5]],
  ] as const)("%s of %j: lanes %j", (vehicleImpact, street, expected) => {
    const streets = [{ ...TRENCH.streets![0]!, ...street }];
    expect(classes("car", { vehicleImpact, streets }).lanes).toEqual(expected);
  });

  it("go by the highest class touched, and the length along the street it lies along most", () => {
    const main = { name: "corso", class: "main" as const, oneWay: true, lanes: 2, besideMetres: 6 };
    const read = classes("car", { streets: [TRENCH.streets![0]!, main] });
    expect([read.streetClass, read.length]).toEqual([
      [5, 5],
      [3, 3],
    ]);
  });
});

describe("bicycles, trams and buses", () => {
  it.each([
    ["bike", { cycleTracks: null }, [0, 5, "unknown"]],
    ["bike", { cycleTracks: [] }, [0, 0, "known"]],
    ["bike", { cycleTracks: [{ name: null }] }, [1, 5, "range"]],
    ["bike", { cycleTracks: [{ name: null }, { name: "Dora" }] }, [3, 5, "range"]],
    ["tram", { lines: null }, [0, 5, "unknown"]],
    ["tram", { lines: null, rails: true }, [3, 5, "range"]],
    ["tram", { lines: [{ code: "4", mode: "tram" }] }, [5, 5, "known"]],
    ["tram", { rails: true }, [3, 3, "known"]],
    ["tram", { lines: [{ code: "55", mode: "bus" }] }, [0, 0, "known"]],
    ["bus", { lines: null }, [0, 5, "unknown"]],
    ["bus", { lines: [{ code: "4", mode: "tram" }] }, [0, 0, "known"]],
    ["bus", { lines: [{ code: "55", mode: "bus" }] }, [2, 5, "range"]],
  ] as const)("%s of %j: %j", (mode, changed, expected) => expect(range(mode, changed)).toEqual(expected));
});

describe("people on foot", () => {
  it.each([
    [2, 0],
    [1.99, 2],
    [1.5, 2],
    [1.49, 3],
    [1, 3],
    [0.99, 5],
    [0, 5],
  ])("%f m left: %i", (footwayWidthMetres, expected) =>
    expect(classes("pedestrian", { footwayWidthMetres }).footway).toEqual([expected, expected]),
  );

  it("are told of a width that nobody states only where none of the pavement is taken", () => {
    const taken = { footwayWidthMetres: null, hindrance: "none" as const };
    expect(range("pedestrian", { ...taken, pavementSquareMetres: 0.4 })).toEqual([0, 0, "known"]);
    expect(range("pedestrian", { ...taken, pavementSquareMetres: 0.5 })).toEqual([0, 5, "unknown"]);
    expect(range("pedestrian", { ...taken, pavementSquareMetres: null })).toEqual([0, 5, "unknown"]);
  });

  it.each([
    [0, 0],
    [49, 1],
    [50, 2],
    [99, 2],
    [100, 3],
    [249, 3],
    [250, 4],
    [499, 4],
    [500, 5],
  ])("go round where less than a metre is left: %i m, %i", (detourMetres, expected) =>
    expect(classes("pedestrian", { footwayWidthMetres: 0.5, detourMetres }).footDetour).toEqual([
      expected,
      expected,
    ]),
  );

  it("go round nobody knows how far where no detour is drawn, and not at all where they pass", () => {
    expect(classes("pedestrian", { footwayWidthMetres: 0.5 }).footDetour).toEqual([0, 5]);
    expect(classes("pedestrian", { footwayWidthMetres: 1, detourMetres: 900 }).footDetour).toEqual([0, 0]);
  });

  it("lose stops without steps", () => {
    const stop = (stepFree: boolean | null) => [{ name: "Statuto", lineCodes: ["1"], stepFree }];
    expect(classes("pedestrian", { stops: stop(true) }).stepFreeStops).toEqual([4, 4]);
    expect(classes("pedestrian", { stops: stop(false) }).stepFreeStops).toEqual([0, 0]);
    expect(classes("pedestrian", { stops: stop(null) }).stepFreeStops).toEqual([0, 4]);
    expect(classes("pedestrian", { stops: null }).stepFreeStops).toEqual([0, 4]);
  });
});

describe("fire engines and ambulances", () => {
  it.each([
    [3.5, 0],
    [3.49, 4],
    [2.5, 4],
    [2.49, 5],
  ])("%f m left: %i", (carriagewayWidthMetres, expected) =>
    expect(range("emergency", { carriagewayWidthMetres })).toEqual([expected, expected, "known"]),
  );

  it("are not known to pass where nobody states the width, or something may reach over the road", () => {
    expect(range("emergency", { carriagewayWidthMetres: null })).toEqual([0, 5, "unknown"]);
    expect(range("emergency", { carriagewayWidthMetres: null, vehicleImpact: "all-lanes-open" })).toEqual([
      0,
      0,
      "known",
    ]);
    expect(range("emergency", { kind: "event" })).toEqual([0, 5, "unknown"]);
    expect(range("emergency", { kind: "event", carriagewayWidthMetres: 3 })).toEqual([4, 5, "range"]);
  });
});

describe("passengers", () => {
  const lines = (count: number) => Array.from({ length: count }, (_, at) => ({ code: `${at}`, mode: "bus" }));
  const stops = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ name: `Fermata ${at}`, lineCodes: [], stepFree: false }));

  it.each([
    [0, 0],
    [1, 2],
    [2, 3],
    [3, 3],
    [4, 4],
    [6, 4],
    [7, 5],
  ])("of %i lines: %i", (count, expected) =>
    expect(classes("passengers", { lines: lines(count) }).linesCut).toEqual([expected, expected]),
  );

  it.each([
    [0, 0],
    [1, 3],
    [2, 4],
    [3, 5],
  ])("of %i stops: %i", (count, expected) =>
    expect(classes("passengers", { stops: stops(count) }).stopsCut).toEqual([expected, expected]),
  );

  it("go by as before where lanes stay open", () => {
    expect(classes("passengers", { lines: lines(7), vehicleImpact: "all-lanes-open" }).linesCut).toEqual([
      0, 0,
    ]);
    expect(classes("passengers", { lines: lines(7), vehicleImpact: "unknown" }).linesCut).toEqual([0, 5]);
  });
});

describe("residents", () => {
  it.each([
    [0, 0],
    [1, 1],
    [9, 1],
    [10, 2],
    [49, 2],
    [50, 3],
    [249, 3],
    [250, 4],
    [999, 4],
    [1_000, 5],
  ])("%i within reach: %i", (residents, expected) =>
    expect(range("residents", { residents })).toEqual([expected, expected, "known"]),
  );

  it("count less than a school, and a school less than a hospital", () => {
    const school = { kind: "school", name: "Scuola (esempio)" } as const;
    const hospital = { kind: "hospital", name: "Ospedale (esempio)" } as const;
    expect(range("residents", { sensitive: [school] })).toEqual([4, 4, "known"]);
    expect(range("residents", { sensitive: [school, hospital] })).toEqual([5, 5, "known"]);
  });

  it("are unknown while nobody states the noise, and never none", () => {
    expect(range("residents", { noisePowerDecibels: null })).toEqual([0, 5, "unknown"]);
    expect(range("residents", { residents: null })).toEqual([0, 5, "unknown"]);
  });

  it("hear a source as far as the half sphere says", () => {
    // Published with many a machine: 105 dB of power is 77 dB at 10 m (105 - 20 - 8).
    const reach = noiseReach(105)!;
    expect(105 - 20 * Math.log10(reach.residentsMetres) - 7.98).toBeCloseTo(65, 1);
    expect(105 - 20 * Math.log10(reach.sensitiveMetres) - 7.98).toBeCloseTo(50, 1);
    expect(noiseReach(140)).toEqual({ residentsMetres: 500, sensitiveMetres: 500 });
    expect(noiseReach(null)).toBeNull();
  });
});

describe("the whole", () => {
  it("is the greatest of Haitaton's four, and of all beside it", () => {
    const { haitaton, overall } = reckonNuisance([{ ...TRENCH, footwayWidthMetres: 0.5 }]);
    expect(haitaton).toEqual({ least: 1.4, most: 2.6, colours: ["green"] });
    expect(overall).toEqual({ least: 5, most: 5, colours: ["red"] });
  });

  it("has two colours where least and most differ in it", () => {
    expect(reckonNuisance([{ ...TRENCH, cycleTracks: [{ name: "Dora" }] }]).haitaton.colours).toEqual([
      "yellow",
      "red",
    ]);
    expect(of("bike", { cycleTracks: null }).colours).toEqual(["green", "red"]);
  });

  it("of several phases is that of the worst, and open where another may be worse still", () => {
    const narrow = { ...TRENCH, footwayWidthMetres: 1.2 };
    const untold = { ...TRENCH, footwayWidthMetres: null, pavementSquareMetres: 3 };
    const modes = (phases: NuisanceInputs[]) =>
      reckonNuisance(phases).modes.find(({ mode }) => mode === "pedestrian")!;
    expect(modes([TRENCH, narrow])).toMatchObject({ least: 3, most: 3, phase: 1, status: "known" });
    expect(modes([untold, narrow])).toMatchObject({ least: 3, most: 5, phase: 1, status: "range" });
  });
});
