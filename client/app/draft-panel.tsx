import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { checkDraft } from "../../domain/conflicts/contract.ts";
import type { Finding } from "../../domain/conflicts/finding.ts";
import type { Intervention } from "../../domain/interventions/contract.ts";
import type { Footprint } from "../../domain/interventions/intervention.ts";
import { useClearancePlans } from "../features/conflicts/use-clearance-plans.ts";
import { useDraftCheck } from "../features/conflicts/use-draft-check.ts";
import { DraftState } from "../features/drafts/draft-state.tsx";
import {
  type AutomaticTexts,
  type Draft,
  footprintOf,
  phasesInput,
} from "../features/interventions/draft.ts";
import { Editor } from "../features/interventions/editor.tsx";
import { useWholeDesk } from "../features/interventions/use-draft.ts";
import { usePlaceName } from "../features/places/use-places.ts";
import type { DrawingTool } from "../scene/city-view.ts";
import { MyPosition } from "./my-position.tsx";
import type { Editing } from "./use-editing.ts";

interface DraftPanelProps {
  readonly timeZone: string;
  readonly editing: Editing;
  readonly onPlaced: (footprint: Footprint) => void;
  readonly onTool: (tool: DrawingTool) => void;
  /** The map goes where the device is. */
  readonly onPosition: (longitude: number, latitude: number) => void;
  readonly onHighlight: (key: string | null) => void;
  readonly onShowFinding: (finding: Finding) => void;
  readonly onSaved: (intervention: Intervention) => void;
}

const NO_FINDINGS: readonly Finding[] = [];

/** The form on the desk, with what is asked of the server about it: drawn anew at every letter, alone on the page. */
export function DraftPanel({ timeZone, editing, onPosition, ...props }: DraftPanelProps) {
  const desk = useWholeDesk(editing.desk);
  const draft = desk.draft!;
  const automatic = useAutomaticTexts(draft, desk.drawing);
  // Of the draft only what the rules read asks anew: a letter in the title does not.
  const { id, savedVersion, kind, state, urgent, recurrence, phases } = draft;
  const checkBody = useMemo(() => {
    const interventionId = savedVersion === null ? null : id;
    const asked = {
      draft: { kind, state, urgent, recurrence, phases: phasesInput(phases, timeZone) },
      interventionId,
    };
    const body = checkDraft.body.safeParse(asked);
    return body.success ? body.data : null;
  }, [kind, state, urgent, recurrence, phases, id, savedVersion, timeZone]);
  const check = useDraftCheck(checkBody, desk.drawing ? "drawing" : "writing");
  const plans = useClearancePlans(checkBody, desk.drawing || check.status !== "done" ? null : check.result);

  const { onFindings } = editing;
  const findings = check.result?.findings ?? NO_FINDINGS;
  useEffect(() => onFindings(findings), [onFindings, findings]);
  useEffect(() => () => onFindings(NO_FINDINGS), [onFindings]);

  return (
    <Editor
      desk={desk}
      timeZone={timeZone}
      automatic={automatic}
      calendar={editing.calendar}
      check={check}
      plans={plans}
      tool={editing.tool}
      keptState={<DraftState desk={editing.desk} keeper={editing.keeper} automatic={automatic} />}
      position={
        <MyPosition
          onFound={(longitude, latitude) => {
            onPosition(longitude, latitude);
            props.onTool("section");
          }}
        />
      }
      onShift={editing.shift}
      onWindow={editing.showWindow}
      onApply={editing.apply}
      onClose={editing.close}
      onDiscard={() => editing.discard(draft.id)}
      {...props}
    />
  );
}

/** Named after the first phase that has its ground: the same whichever phase the form shows. */
function useAutomaticTexts({ kind, phases }: Draft, drawing: boolean): AutomaticTexts {
  const { t } = useTranslation();
  const first = phases.find(({ footprint }) => footprint !== null);
  const footprint = useMemo(() => (first ? footprintOf(first) : null), [first]);
  const [settled, setSettled] = useState(footprint);
  // While the hand moves the shape nobody is asked where it is.
  if (!drawing && settled !== footprint) setSettled(footprint);
  const place = usePlaceName(settled);
  return useMemo(() => {
    const street = place.split(" (")[0]!;
    const title = t(`kinds.${kind}.one`);
    return { title: street === "" ? title : `${title}, ${street}`, place };
  }, [kind, place, t]);
}
