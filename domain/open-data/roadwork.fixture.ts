import type { RoadworkPhase } from "./roadworks.ts";

/** A roadwork that shuts Via Po from Monday to Friday, for the feeds to tell. */
export const ROADWORK: RoadworkPhase = {
  id: "00000000-0000-4000-8000-000000000001",
  interventionId: "00000000-0000-4000-8000-0000000000aa",
  version: 3,
  state: "inProgress",
  recurring: false,
  place: "Via Po",
  officeId: "roads",
  officeName: "Ufficio Strade (prova)",
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-02T00:00:00.000Z",
  startsAt: "2026-03-02T07:00:00.000Z",
  endsAt: "2026-03-06T17:00:00.000Z",
  vehicleImpact: "all-lanes-closed",
  carriagewayWidthMetres: 2.75,
  line: {
    type: "LineString",
    coordinates: [
      [7.68, 45.07],
      [7.69, 45.07],
    ],
  },
  detour: null,
  street: { name: "Via Po", lanes: 2, withTraffic: null },
};
