import { useMemo } from "react";
import { reckonDraftNuisance } from "../../../domain/nuisance/contract.ts";
import { DraftNuisance } from "../nuisance/nuisance-section.tsx";
import { type Draft, phasesInput } from "./draft.ts";

interface EditorNuisanceProps {
  readonly draft: Draft;
  readonly drawing: boolean;
  readonly timeZone: string;
}

/** Of the draft only what nuisance goes by asks anew: a letter in the title does not. */
export function EditorNuisance({ draft, drawing, timeZone }: EditorNuisanceProps) {
  const { kind, state, urgent, phases } = draft;
  const body = useMemo(() => {
    const asked = { draft: { kind, state, urgent, phases: phasesInput(phases, timeZone) } };
    const checked = reckonDraftNuisance.body.safeParse(asked);
    return checked.success ? checked.data : null;
  }, [kind, state, urgent, phases, timeZone]);
  return <DraftNuisance body={body} drawing={drawing} />;
}
