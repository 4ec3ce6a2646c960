import { expect, it } from "vitest";
import { interventionInputSchema } from "../interventions/intervention.ts";
import { findStartProblem, toIntervention, URGENT_CAUSES, URGENT_EFFECTS, type UrgentDig } from "./dig.ts";

const DIG: UrgentDig = {
  id: "00000000-0000-4000-8000-000000000001",
  footprint: {
    kind: "line",
    line: {
      type: "LineString",
      coordinates: [
        [7.68, 45.07],
        [7.6801, 45.07],
      ],
    },
    widthMetres: 2,
  },
  cause: "water",
  effect: "narrowed",
  place: "Via Po",
  contractor: "",
  note: "",
  depthMetres: null,
  days: 3,
  startedAt: "2026-11-22T10:00:00.000Z",
};

it("is an intervention that any office could have saved, whatever broke and whatever it does", () => {
  for (const cause of URGENT_CAUSES) {
    for (const effect of URGENT_EFFECTS) {
      const made = toIntervention({ ...DIG, cause, effect });
      expect(interventionInputSchema.parse(made)).toEqual(made);
    }
  }
});

it("is under way from the moment the button was pressed, for as many days as thought", () => {
  const { state, urgent, phases } = toIntervention(DIG);
  expect([state, urgent]).toEqual(["inProgress", true]);
  expect(phases[0]).toMatchObject({
    startsAt: "2026-11-22T10:00:00.000Z",
    endsAt: "2026-11-25T10:00:00.000Z",
    vehicleImpact: "some-lanes-closed",
    hindrance: "major",
  });
});

it.each([
  ["now", 0, null],
  ["five minutes ahead, by a clock that is wrong", 5, null],
  ["an hour ahead", 60, "lies in the future"],
  ["two days back, the network was away", -2 * 1440, null],
  ["four days back", -4 * 1440, "lies more than three days back"],
])("may have started %s or not", (_, minutes, problem) => {
  const now = Date.parse("2026-11-22T10:00:00Z");
  expect(findStartProblem(new Date(now + minutes * 60_000).toISOString(), now)).toBe(problem);
});
