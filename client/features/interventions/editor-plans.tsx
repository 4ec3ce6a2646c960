import { useState } from "react";
import type { ClearancePlan } from "../../../domain/conflicts/clearance-plan.ts";
import { PlanList } from "../conflicts/plan-list.tsx";
import type { ClearancePlans } from "../conflicts/use-clearance-plans.ts";
import { planEdit } from "./apply-plan.ts";
import type { Draft } from "./draft.ts";
import type { DraftDesk } from "./use-draft.ts";

interface EditorPlansProps {
  readonly desk: DraftDesk;
  readonly asked: ClearancePlans;
  readonly timeZone: string;
}

/** What would free the draft of all that blocks it; once applied, how to take that back, until the next edit. */
export function EditorPlans({ desk, asked, timeZone }: EditorPlansProps) {
  const [applied, setApplied] = useState<{ plan: ClearancePlan; phases: Draft["phases"] } | null>(null);
  const { phases } = desk.draft!;
  return (
    <PlanList
      asked={asked}
      phaseCount={phases.length}
      applied={applied?.phases === phases ? applied.plan : null}
      onApply={(plan) => {
        // What is asked about is what lies there: a plan of a draft that was edited since is shown no more.
        desk.make((draft) => planEdit(draft, plan, timeZone));
        setApplied({ plan, phases: desk.get().held!.phases });
      }}
      onUndo={() => {
        setApplied(null);
        desk.undo();
      }}
    />
  );
}
