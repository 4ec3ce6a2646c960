import type { ClearancePlan } from "../../../domain/conflicts/clearance-plan.ts";
import { changeOf } from "./apply-clearance.ts";
import { type Draft, type PhaseDraft, whenOf } from "./draft.ts";
import type { Edit } from "./edits.ts";
import { newId } from "./new-id.ts";

/** The whole plan as one step of the hand, which undo takes back at once. */
export function planEdit(draft: Draft, { steps }: Pick<ClearancePlan, "steps">, timeZone: string): Edit {
  // From the last phase on: one that becomes several moves only those behind it.
  const ordered = [...steps].sort((a, b) => b.phasePosition - a.phasePosition);
  return {
    target: "several",
    edits: ordered.flatMap((step): Edit[] => {
      const position = step.phasePosition;
      if (step.kind === "changes") {
        const change = Object.assign({}, ...step.changes.map((one) => changeOf(one, timeZone)));
        return [{ target: "phase", position, change }];
      }
      const phase = draft.phases[position]!;
      const [first, ...rest] = step.stages.map(
        ({ line, widthMetres, ...interval }, index): PhaseDraft => ({
          ...phase,
          ...whenOf(interval, timeZone),
          id: index === 0 ? phase.id : newId(),
          footprint: { kind: "line", line, widthMetres },
          widthMetres,
        }),
      );
      return [
        { target: "phase", position, change: first! },
        { target: "insert", position: position + 1, phases: rest },
      ];
    }),
  };
}
