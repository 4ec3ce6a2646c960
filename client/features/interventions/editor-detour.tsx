import { useTranslation } from "react-i18next";
import { OWNER_NAMES } from "../../../domain/conflicts/road-owners.ts";
import { localDate } from "../../../domain/geo/calendar.ts";
import type { DrawnLine } from "../../../domain/geo/geometry-schema.ts";
import { ROAD_OWNERS, type RoadOwner } from "../../../domain/interventions/intervention.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Field } from "../../ui/field.tsx";
import { lengthMetres } from "../places/local-plane.ts";
import type { PhaseDraft } from "./draft.ts";
import type { DraftDesk } from "./use-draft.ts";

interface EditorDetourProps {
  readonly desk: DraftDesk;
  readonly detour: DrawnLine;
  readonly agreements: PhaseDraft["detourAgreements"];
  readonly timeZone: string;
  readonly error: string | null;
}

/** Where traffic is led instead, and which owners of those roads agreed. */
export function EditorDetour({ desk, detour, agreements, timeZone, error }: EditorDetourProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const set = (detourAgreements: PhaseDraft["detourAgreements"], group?: string) =>
    desk.editPhase({ detourAgreements }, group);
  const add = () => {
    const owner = ROAD_OWNERS.find((one) => agreements.every((other) => other.owner !== one)) ?? "other";
    set([...agreements, { owner, agreedOn: localDate(Date.now(), timeZone), document: "" }]);
  };
  return (
    <>
      <p className="detour-line">
        {t("editor.detourLength", { length: format.metres(lengthMetres(detour.coordinates)) })}
        <button
          type="button"
          className="button button-small"
          onClick={() => desk.editPhase({ detour: null, detourAgreements: [] })}
        >
          {t("editor.detourRemove")}
        </button>
      </p>
      <fieldset className="detour-agreements">
        <legend>{t("editor.detourAgreements.title")}</legend>
        {agreements.length === 0 && <p className="field-hint">{t("editor.detourAgreements.none")}</p>}
        {agreements.map((agreement, index) => {
          const number = index + 1;
          const put = (change: Partial<typeof agreement>) =>
            set(agreements.with(index, { ...agreement, ...change }), `detourAgreement ${index}`);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an agreement is told by its place in the list and nothing else
            <fieldset key={index} className="detour-agreement">
              <legend>{t("editor.detourAgreements.of", { number })}</legend>
              <div className="field-row">
                <Field label={t("editor.detourAgreements.owner")} className="field-grow">
                  {(control) => (
                    <select
                      {...control}
                      className="input"
                      value={agreement.owner}
                      onChange={(event) => put({ owner: event.target.value as RoadOwner })}
                    >
                      {ROAD_OWNERS.map((owner) => (
                        <option key={owner} value={owner}>
                          {OWNER_NAMES[owner][format.language]}
                        </option>
                      ))}
                    </select>
                  )}
                </Field>
                <Field label={t("editor.detourAgreements.date")}>
                  {(control) => (
                    <input
                      {...control}
                      type="date"
                      className="input"
                      value={agreement.agreedOn}
                      onChange={(event) => put({ agreedOn: event.target.value })}
                      onBlur={desk.endGroup}
                    />
                  )}
                </Field>
              </div>
              <Field
                label={t("editor.detourAgreements.document")}
                hint={t("editor.detourAgreements.documentHint")}
              >
                {(control) => (
                  <input
                    {...control}
                    type="text"
                    className="input"
                    maxLength={200}
                    value={agreement.document}
                    onChange={(event) => put({ document: event.target.value })}
                    onBlur={desk.endGroup}
                  />
                )}
              </Field>
              <button
                type="button"
                className="button button-small"
                aria-label={t("editor.detourAgreements.remove", { number })}
                onClick={() => set(agreements.toSpliced(index, 1))}
              >
                {t("editor.detourAgreements.removeShort")}
              </button>
            </fieldset>
          );
        })}
        {error !== null && (
          <p className="field-error" role="alert">
            {error}
          </p>
        )}
        <button type="button" className="button button-small" onClick={add}>
          {t("editor.detourAgreements.add")}
        </button>
      </fieldset>
    </>
  );
}
