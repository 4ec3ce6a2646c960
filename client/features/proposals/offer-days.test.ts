import { expect, test } from "vitest";
import type { Side } from "../../../domain/proposals/contract.ts";
import { daysOf, toOffer } from "./offer-days.ts";

const ROME = "Europe/Rome";
const NOW = Date.parse("2026-01-10T09:00:00Z");
const side = (startsAt: string, endsAt: string): Side => ({
  phaseId: "00000000-0000-4000-8000-000000000001",
  interventionId: "00000000-0000-4000-8000-000000000002",
  title: "Scavo",
  place: "",
  office: { id: "roads", name: "Strade" },
  startsAt,
  endsAt,
});

test("hours stay as they were by the wall clock, over a change of clocks too", () => {
  const works = side("2026-03-02T07:00:00.000Z", "2026-03-06T17:00:00.000Z");
  const days = daysOf(works.phaseId, works, ROME)!;
  expect([days.first, days.last]).toEqual(["2026-03-02", "2026-03-06"]);
  const moved = { ...days, first: "2026-04-13", last: "2026-04-17" };
  expect(toOffer(moved, [works], NOW, ROME)).toEqual({
    movingPhaseId: works.phaseId,
    startsAt: "2026-04-13T06:00:00.000Z",
    endsAt: "2026-04-17T16:00:00.000Z",
  });
});

test("works until midnight end on the day before", () => {
  const works = side("2026-03-01T23:00:00.000Z", "2026-03-06T23:00:00.000Z");
  const days = daysOf(works.phaseId, works, ROME)!;
  expect([days.first, days.last]).toEqual(["2026-03-02", "2026-03-06"]);
  expect(toOffer(days, [works], NOW, ROME)).toMatchObject({ startsAt: works.startsAt, endsAt: works.endsAt });
});

test("no offer ends before it begins, begins in the past, or moves what is gone", () => {
  const works = side("2026-03-02T07:00:00.000Z", "2026-03-06T17:00:00.000Z");
  const days = daysOf(works.phaseId, works, ROME)!;
  expect(toOffer({ ...days, last: "2026-03-01" }, [works], NOW, ROME)).toBeNull();
  expect(toOffer({ ...days, first: "2026-01-09" }, [works], NOW, ROME)).toBeNull();
  expect(toOffer({ ...days, first: "" }, [works], NOW, ROME)).toBeNull();
  const gone = { ...works, startsAt: null, endsAt: null };
  expect(toOffer(days, [gone], NOW, ROME)).toBeNull();
  expect(daysOf(works.phaseId, gone, ROME)).toBeNull();
});
