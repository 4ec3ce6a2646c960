import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Finding } from "../../../domain/conflicts/finding.ts";
import { toSpan } from "../../../domain/geo/interval.ts";
import type { Intervention } from "../../../domain/interventions/contract.ts";
import { spanDays } from "../../i18n/format.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Icon } from "../../ui/icon.tsx";
import { Modal } from "../../ui/modal.tsx";
import { useFocusWhenLost } from "../../ui/use-focus-when-lost.ts";
import { FindingList } from "../conflicts/finding-list.tsx";
import { mayWrite, useSession } from "../people/use-session.ts";
import { areaSquareMetres } from "../places/local-plane.ts";
import { History } from "./history.tsx";
import { KindChip } from "./kind-chip.tsx";
import { findRoadEffect } from "./road-effect.ts";
import { useDelete } from "./use-save.ts";
import "./sheet.css";

interface InterventionSheetProps {
  readonly intervention: Intervention;
  readonly selectedPhaseId: string | null;
  readonly onBack: () => void;
  readonly onSelectPhase: (phaseId: string) => void;
  readonly onFly: () => void;
  readonly onEdit: () => void;
  readonly onDeleted: () => void;
  readonly onHighlight: (key: string | null) => void;
  readonly onShowFinding: (finding: Finding) => void;
}

/** Everything known of one intervention, also as a sheet to print. */
export function InterventionSheet(props: InterventionSheetProps) {
  const { intervention } = props;
  const { t } = useTranslation();
  const session = useSession();
  const person = session.data?.person ?? null;
  const writes = mayWrite(person);
  const heading = useFocusWhenLost<HTMLHeadingElement>();
  return (
    <section className="panel sheet" aria-labelledby="sheet-heading" data-testid="intervention-sheet">
      <header className="panel-head">
        <button type="button" className="icon-button" aria-label={t("sheet.back")} onClick={props.onBack}>
          <Icon name="back" />
        </button>
        <h2 id="sheet-heading" ref={heading} tabIndex={-1}>
          {intervention.title}
        </h2>
      </header>
      <div className="panel-body">
        <p className="sheet-marks">
          <KindChip kind={intervention.kind} />
          <span className="tag">{t(`states.${intervention.state}`)}</span>
          {intervention.synthetic && <span className="tag tag-synthetic">{t("common.synthetic")}</span>}
        </p>
        <div className="sheet-actions">
          <button type="button" className="button" onClick={props.onFly}>
            <Icon name="target" /> {t("sheet.show")}
          </button>
          {writes && (
            <button type="button" className="button" onClick={props.onEdit}>
              <Icon name="pencil" /> {t("sheet.edit")}
            </button>
          )}
          <button type="button" className="button" onClick={() => window.print()}>
            <Icon name="print" /> {t("sheet.print")}
          </button>
          {writes && <DeleteButton intervention={intervention} onDeleted={props.onDeleted} />}
        </div>
        <dl className="facts">
          <div>
            <dt>{t("sheet.place")}</dt>
            <dd>{intervention.place || t("common.unknown")}</dd>
          </div>
          <div>
            <dt>{t("sheet.office")}</dt>
            <dd>{intervention.office.name}</dd>
          </div>
          {intervention.description && (
            <div>
              <dt>{t("sheet.description")}</dt>
              <dd className="pre-line">{intervention.description}</dd>
            </div>
          )}
        </dl>
        <Phases {...props} />
        <section aria-labelledby="sheet-findings">
          <h3 id="sheet-findings">{t("sheet.findings", { count: intervention.findings.length })}</h3>
          {intervention.findings.length === 0 ? (
            <p className="quiet">{t("sheet.noFindings")}</p>
          ) : (
            <FindingList
              label={t("sheet.findings", { count: intervention.findings.length })}
              findings={intervention.findings}
              onHighlight={props.onHighlight}
              onShow={props.onShowFinding}
            />
          )}
        </section>
        {person !== null && <History interventionId={intervention.id} />}
        <Trace intervention={intervention} />
      </div>
    </section>
  );
}

function Phases({ intervention, selectedPhaseId, onSelectPhase }: InterventionSheetProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section aria-labelledby="sheet-phases">
      <h3 id="sheet-phases">{t("sheet.phases", { count: intervention.phases.length })}</h3>
      <ol className="phases">
        {intervention.phases.map((phase, position) => {
          const span = toSpan(phase);
          const effect = findRoadEffect(phase);
          const selected = phase.id === selectedPhaseId;
          return (
            <li key={phase.id} className={selected ? "phase phase-selected" : "phase"}>
              {intervention.phases.length > 1 && (
                <button
                  type="button"
                  className="button button-small"
                  aria-pressed={selected}
                  onClick={() => onSelectPhase(phase.id)}
                >
                  {t("sheet.phase", { number: position + 1 })}
                </button>
              )}
              <dl className="facts">
                <div>
                  <dt>{t("sheet.when")}</dt>
                  <dd>
                    {format.moment(span.startMs)} – {format.moment(span.endMs)}
                    <span className="quiet"> · {t("common.days", { count: Math.ceil(spanDays(span)) })}</span>
                  </dd>
                </div>
                <div>
                  <dt>{t("sheet.ground")}</dt>
                  <dd>
                    {format.squareMetres(areaSquareMetres(phase.polygon.coordinates))}
                    {phase.footprint.kind === "line" &&
                      ` · ${t("sheet.width", { width: format.metres(phase.footprint.widthMetres) })}`}
                    {phase.depthMetres !== null &&
                      ` · ${t("sheet.depth", { depth: format.metres(phase.depthMetres) })}`}
                  </dd>
                </div>
                <div>
                  <dt>{t("sheet.effect")}</dt>
                  <dd>
                    {effect ? t(`effects.${effect}`) : t(`impacts.${phase.vehicleImpact}`)}
                    <span className="quiet"> · {t(`hindrances.${phase.hindrance}`)}</span>
                  </dd>
                </div>
              </dl>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Trace({ intervention }: { intervention: Intervention }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <p className="quiet sheet-trace">
      <span className="print-only">
        Decumano · {window.location.href}
        <br />
      </span>
      {t("sheet.trace", {
        version: intervention.version,
        time: format.moment(Date.parse(intervention.updatedAt)),
      })}
    </p>
  );
}

function DeleteButton({ intervention, onDeleted }: { intervention: Intervention; onDeleted: () => void }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const remove = useDelete(onDeleted);
  return (
    <>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        <Icon name="trash" /> {t("sheet.delete")}
      </button>
      {asking && (
        <Modal
          title={t("sheet.deleteTitle")}
          closeLabel={t("common.close")}
          onClose={() => setAsking(false)}
          footer={
            <>
              <button type="button" className="button" onClick={() => setAsking(false)}>
                {t("common.cancel")}
              </button>
              <button
                type="button"
                className="button button-danger"
                disabled={remove.isPending}
                onClick={() => remove.mutate({ id: intervention.id, version: intervention.version })}
              >
                {t("sheet.deleteConfirm")}
              </button>
            </>
          }
        >
          <p>{t("sheet.deleteBody", { title: intervention.title })}</p>
          {remove.isError && (
            <p className="field-error" role="alert">
              {t("sheet.deleteFailed")}
            </p>
          )}
        </Modal>
      )}
    </>
  );
}
