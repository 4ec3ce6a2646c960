import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Finding } from "../../domain/conflicts/finding.ts";
import type { Extent } from "../../domain/geo/geometry.ts";
import type { Intervention, PhaseFeature } from "../../domain/interventions/contract.ts";
import type { Footprint } from "../../domain/interventions/intervention.ts";
import { FeatureInfo } from "../features/city/feature-info.tsx";
import type { City } from "../features/city/use-city.ts";
import { toSpanOf } from "../features/clock/clock-window.ts";
import { DraftList } from "../features/drafts/draft-list.tsx";
import { InViewList } from "../features/interventions/in-view-list.tsx";
import { InterventionSheet } from "../features/interventions/intervention-sheet.tsx";
import type { useIntervention, usePhases } from "../features/interventions/use-phases.ts";
import { useFormat } from "../i18n/use-format.ts";
import type { DrawingTool, Pick as PickedThing } from "../scene/city-view.ts";
import { Icon } from "../ui/icon.tsx";
import { DraftPanel } from "./draft-panel.tsx";
import type { LinkState } from "./link.ts";
import type { Editing } from "./use-editing.ts";
import type { TimeDesk } from "./use-time.ts";

export interface SidePanelProps {
  readonly city: City;
  readonly editing: Editing;
  readonly time: TimeDesk;
  readonly extent: Extent | null;
  readonly phases: ReturnType<typeof usePhases>;
  readonly selection: LinkState["selection"];
  readonly selectedPhaseId: string | null;
  readonly selected: ReturnType<typeof useIntervention>;
  readonly feature: Extract<PickedThing, { kind: "feature" }> | null;
  readonly savedNow: string | null;
  readonly onSelectPhase: (interventionId: string, phaseId: string) => void;
  readonly onSelectFromList: (phase: PhaseFeature) => void;
  readonly onDeselect: () => void;
  readonly onFly: (intervention: Intervention) => void;
  readonly onPlaced: (footprint: Footprint) => void;
  readonly onTool: (tool: DrawingTool) => void;
  readonly onPosition: (longitude: number, latitude: number) => void;
  readonly onSaved: (intervention: Intervention) => void;
  readonly onDeleted: () => void;
  readonly onHighlight: (key: string | null) => void;
  readonly onShowFinding: (finding: Finding) => void;
}

/** One thing at a time: what is being written, what was chosen, or else the list of what is in view. */
export function SidePanel(props: SidePanelProps) {
  const { city, editing, feature, selection, selectedPhaseId } = props;
  const { t } = useTranslation();
  // Who comes back to the list goes on where they left it.
  const [leftAt, setLeftAt] = useState<string | null>(null);
  const left = editing.isOpen ? "draft" : feature ? "feature" : selection ? (selectedPhaseId ?? "") : null;
  if (left !== null && left !== leftAt) setLeftAt(left);
  if (editing.isOpen) {
    return (
      <DraftPanel
        timeZone={city.timeZone}
        editing={editing}
        onPlaced={props.onPlaced}
        onTool={props.onTool}
        onPosition={props.onPosition}
        onHighlight={props.onHighlight}
        onShowFinding={props.onShowFinding}
        onSaved={props.onSaved}
      />
    );
  }
  if (editing.isOpening) {
    return (
      <p className="panel-wait" role="status">
        {t("common.loading")}
      </p>
    );
  }
  if (feature) return <FeatureInfo city={city} pick={feature} onBack={props.onDeselect} />;
  if (selection) return <Selected {...props} />;
  return <Overview {...props} leftAt={leftAt} />;
}

function Selected(props: SidePanelProps) {
  const { selected, savedNow } = props;
  const { t } = useTranslation();
  if (selected.data) {
    const intervention = selected.data;
    return (
      <>
        {savedNow === intervention.id && (
          <p className="saved-line" role="status">
            <Icon name="check" size={18} /> {t("editor.saved")}
          </p>
        )}
        <InterventionSheet
          key={intervention.id}
          intervention={intervention}
          selectedPhaseId={props.selectedPhaseId}
          onBack={props.onDeselect}
          onSelectPhase={(phaseId) => props.onSelectPhase(intervention.id, phaseId)}
          onFly={() => props.onFly(intervention)}
          onEdit={() => props.editing.open(intervention.id)}
          onDeleted={props.onDeleted}
          onHighlight={props.onHighlight}
          onShowFinding={props.onShowFinding}
        />
      </>
    );
  }
  return (
    <section className="panel">
      <header className="panel-head">
        <button type="button" className="icon-button" aria-label={t("sheet.back")} onClick={props.onDeselect}>
          <Icon name="back" />
        </button>
        <h2>{t(selected.isError ? "sheet.missing" : "common.loading")}</h2>
      </header>
      {selected.isError && (
        <div className="panel-body" role="alert">
          <p>{t("sheet.missingBody")}</p>
          <button type="button" className="button" onClick={() => void selected.refetch()}>
            {t("common.again")}
          </button>
        </div>
      )}
    </section>
  );
}

function Overview(props: SidePanelProps & { readonly leftAt: string | null }) {
  const { city, editing, phases, time } = props;
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="panel">
      <div className="panel-body">
        <button
          type="button"
          className="button button-primary button-wide"
          onClick={() => editing.open("new")}
        >
          <Icon name="plus" /> {t("editor.newTitle")}
        </button>
        {editing.thrown !== null && (
          <div className="notice" role="status">
            <p>{t("drafts.thrown")}</p>
            <button type="button" className="button" onClick={editing.takeBack}>
              {t("drafts.takeBack")}
            </button>
          </div>
        )}
        <DraftList keeper={editing.keeper} onOpen={editing.open} onDiscard={editing.discard} />
        <InViewList
          phases={phases.data?.phases ?? []}
          complete={phases.data?.complete ?? true}
          state={
            phases.isError ? "failed" : phases.isPending || phases.isPlaceholderData ? "loading" : "ready"
          }
          extent={props.extent}
          instant={time.instant}
          intervalText={format.days(toSpanOf(time.interval, city.timeZone))}
          selectedPhaseId={props.selectedPhaseId}
          onSelect={props.onSelectFromList}
          onAgain={() => void phases.refetch()}
          cityName={city.name}
          marksSynthetic={!city.synthetic}
          leftAt={props.leftAt}
        />
      </div>
    </div>
  );
}
