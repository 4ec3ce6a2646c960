import type { Clearance } from "../../../domain/conflicts/finding.ts";
import { type PhaseDraft, whenOf } from "./draft.ts";

/** What a remedy changes of the phase that its finding concerns. */
export function changeOf(clearance: Clearance, timeZone: string): Partial<PhaseDraft> {
  switch (clearance.kind) {
    case "shift":
    case "coordinate":
      return whenOf(clearance, timeZone);
    case "narrow":
      return { widthMetres: clearance.widthMetres };
    case "limit-depth":
      return { depthMetres: clearance.depthMetres };
    case "free-footway":
      return { footwayWidthMetres: clearance.widthMetres };
    case "free-carriageway":
      return { carriagewayWidthMetres: clearance.widthMetres };
    case "regulate-traffic":
      return { vehicleImpact: clearance.vehicleImpact };
    case "limit-people":
      return { expectedPeople: clearance.expectedPeople };
    case "restrict-hours":
      return { dailyHours: clearance.dailyHours };
    case "restrict-weekdays":
      return { weekdays: clearance.weekdays };
  }
}
