import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Finding } from "../../../domain/conflicts/finding.ts";
import { mayChange, SITE_ROLES } from "../../../domain/interventions/access.ts";
import type { Intervention } from "../../../domain/interventions/contract.ts";
import { TRANSITION_ROLES } from "../../../domain/interventions/lifecycle.ts";
import { isPublic } from "../../../domain/open-data/public-interventions.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Icon } from "../../ui/icon.tsx";
import { Modal } from "../../ui/modal.tsx";
import { useFocusWhenLost } from "../../ui/use-focus-when-lost.ts";
import { Attachments } from "../attachments/attachments.tsx";
import { SavedNuisance } from "../nuisance/nuisance-section.tsx";
import { isAllowed, mayWrite, useSession } from "../people/use-session.ts";
import { RegularisationClock } from "../urgent/regularisation-clock.tsx";
import { Contacts } from "./contacts.tsx";
import { History } from "./history.tsx";
import { KindChip } from "./kind-chip.tsx";
import { LifecycleActions } from "./lifecycle-actions.tsx";
import { Extensions, SheetFacts } from "./sheet-facts.tsx";
import { SheetFindings } from "./sheet-findings.tsx";
import { SheetPhases } from "./sheet-phases.tsx";
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
  // Files and contacts are those of one's own office's works; of another's the server would refuse them.
  const changes =
    person !== null &&
    mayChange(
      { role: person.role, officeId: person.office?.id ?? null },
      { officeId: intervention.office.id },
    );
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
          {intervention.urgent && <span className="tag tag-urgent">{t("sheet.urgent")}</span>}
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
          {isPublic(intervention.state) && (
            <a className="button" href={`/feeds/interventions/${intervention.id}.ics`} download>
              <Icon name="calendar" /> {t("sheet.calendar")}
            </a>
          )}
          {writes && <DeleteButton intervention={intervention} onDeleted={props.onDeleted} />}
        </div>
        {person !== null && isAllowed(TRANSITION_ROLES, person) && (
          <LifecycleActions intervention={intervention} person={person} />
        )}
        {intervention.urgent && (
          <RegularisationClock interventionId={intervention.id} officeId={intervention.office.id} />
        )}
        <SheetFacts intervention={intervention} />
        <SheetPhases {...props} />
        <Extensions intervention={intervention} />
        <SheetFindings {...props} />
        <SavedNuisance
          interventionId={intervention.id}
          version={intervention.version}
          phases={intervention.phases.length}
        />
        {isAllowed(SITE_ROLES, person) && (
          <>
            <Attachments interventionId={intervention.id} writes={changes} />
            <Contacts key={person?.id} interventionId={intervention.id} writes={changes} />
          </>
        )}
        {person !== null && <History interventionId={intervention.id} />}
        <Trace intervention={intervention} />
      </div>
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
