import { describe, expect, it } from "vitest";
import { GROUND_KINDS } from "../../../domain/city/city-data.ts";
import { GROUND_FILLS, GROUND_ORDER, onPaper, PAPER, withAlpha } from "./palette.ts";

describe("the plan's colours", () => {
  it("know every kind of ground", () => {
    expect([...GROUND_ORDER].sort()).toEqual([...GROUND_KINDS].sort());
    for (const kind of GROUND_KINDS) expect(GROUND_FILLS[kind]).toMatch(/^#[0-9A-F]{6}$/);
  });

  it("mix with the paper", () => {
    expect(withAlpha("#B36B16", 0.35)).toBe("rgba(179,107,22,0.35)");
    expect(onPaper("#B36B16", 1)).toBe("rgb(179,107,22)");
    expect(onPaper("#000000", 0)).toBe(onPaper(PAPER, 1));
    expect(onPaper("#000000", 0.5)).toBe("rgb(122,120,117)");
  });
});
