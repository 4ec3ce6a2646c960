import { expect, it } from "vitest";
import type { Interference } from "./settled.ts";
import { settledBy } from "./settled.ts";

const heavy = (...states: Interference["states"]): Interference => ({ severity: "blocking", states });
const light = (...states: Interference["states"]): Interference => ({ severity: "warning", states });

it("is the meeting's where two of one standing want the same ground", () => {
  expect(settledBy([heavy("proposed", "proposed")])).toBeNull();
  expect(settledBy([heavy("approved", "inProgress")])).toBeNull();
  expect(
    settledBy([heavy("proposed", "approved"), light("approved", "approved"), heavy("draft", "proposed")]),
  ).toBeNull();
});

it("is the procedure's where each that wants decided ground is a proposal", () => {
  expect(settledBy([heavy("proposed", "approved"), heavy("inProgress", "proposed")])).toBe("procedure");
  expect(settledBy([heavy("proposed", "suspended"), light("approved", "approved")])).toBe("procedure");
});

it("is the two offices' where they only come near each other", () => {
  expect(settledBy([light("approved", "approved"), light("forecast", "proposed")])).toBe("offices");
});
