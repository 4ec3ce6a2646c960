import { isRefusal, refuse } from "../../../domain/contract/problems.ts";
import { metresOf } from "../../../domain/geo/split-line.ts";
import { getNuisance, reckonDraftNuisance } from "../../../domain/nuisance/contract.ts";
import { implement } from "../../platform/implement.ts";
import { prepareDraft, type Setting } from "../interventions/service.ts";
import { reckon } from "./service.ts";
import { listSavedPhases } from "./store.ts";

export function nuisanceRoutes({ city, timeZone }: Setting) {
  return [
    implement(getNuisance)(async ({ db, params }) => {
      const phases = await listSavedPhases(db, params.interventionId);
      if (phases.length === 0) return refuse("not-found");
      return reckon(
        db,
        phases.map(({ startsAt, endsAt, ...phase }) => ({
          ...phase,
          span: { startMs: startsAt.getTime(), endMs: endsAt.getTime() },
        })),
        timeZone,
      );
    }),

    implement(reckonDraftNuisance)(async ({ db, body: { draft } }) => {
      const prepared = await prepareDraft(db, city, draft);
      if (isRefusal(prepared)) return prepared;
      const phases = prepared.map(({ polygon, subject }, index) => {
        const { detour } = draft.phases[index]!;
        return { ...subject, polygon, detourMetres: detour === null ? null : metresOf(detour) };
      });
      return reckon(db, phases, timeZone);
    }),
  ];
}
