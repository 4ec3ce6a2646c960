import { describe, expect, it } from "vitest";
import { NEARBY_DAYS, NEARBY_METRES, TREE_REACH_METRES } from "../facts.ts";
import { RULES } from "../rules.ts";
import { ZONE_PARAMETERS } from "./pairs.ts";
import {
  DEFAULT_PARAMETERS,
  digestOf,
  findValueProblem,
  PARAMETER_IDS,
  PARAMETERS,
  withOwnValues,
} from "./parameters.ts";

describe.each(PARAMETER_IDS)("parameter %s", (id) => {
  it("has a default that a city could set itself", () => {
    expect(findValueProblem(id, PARAMETERS[id].value)).toBeNull();
  });

  it("is read by a rule", () => {
    expect(RULES.filter(({ reads }) => reads.includes(id)).length).toBeGreaterThan(0);
  });
});

describe("bounds", () => {
  it("keep zones within what is gathered, two of the widest", () => {
    const widest = Math.max(...ZONE_PARAMETERS.map((id) => PARAMETERS[id].most));
    expect(2 * widest).toBeLessThanOrEqual(NEARBY_METRES);
    expect(PARAMETERS.digOnceReachMetres.most).toBeLessThanOrEqual(NEARBY_METRES);
    expect(PARAMETERS.digOnceMostDays.most).toBeLessThan(NEARBY_DAYS);
    expect(PARAMETERS.treeMostMetres.most).toBeLessThanOrEqual(TREE_REACH_METRES);
  });

  it("refuse what is outside them, and half a day", () => {
    expect(findValueProblem("boardDays", 91)).toBe("must be between 0 and 90");
    expect(findValueProblem("boardDays", 7.5)).toBe("must be a whole number");
    expect(findValueProblem("boardDays", Number.NaN)).not.toBeNull();
    expect(findValueProblem("footwayMetres", 1.2)).toBeNull();
  });
});

describe("a city's own values", () => {
  it("stand over the defaults; those of a parameter that is no more are left out", () => {
    const values = withOwnValues([
      { id: "boardDays", value: 10 },
      { id: "of-yesterday", value: 3 },
    ]);
    expect(values).toEqual({ ...DEFAULT_PARAMETERS, boardDays: 10 });
  });

  it("change the digest of the rules that read them, and of no other", () => {
    const values = withOwnValues([{ id: "boardDays", value: 10 }]);
    expect(digestOf(["boardDays"], values)).toBe("boardDays=10");
    expect(digestOf(["footwayMetres"], values)).toBe("");
    expect(digestOf(["boardDays"], DEFAULT_PARAMETERS)).toBe("");
  });
});
