import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { PROBLEMS } from "../../../domain/contract/problems.ts";
import { cellText } from "../../../domain/row-imports/cells.ts";
import type { RowFinding, RowOutcome } from "../../../domain/row-imports/contract.ts";
import type { ColumnMapping, RowField } from "../../../domain/row-imports/row-fields.ts";
import { toLanguage } from "../../i18n/i18n.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Icon } from "../../ui/icon.tsx";
import { SeveritySymbol } from "../conflicts/severity-symbol.tsx";
import { useCounterpartWords } from "../conflicts/use-counterpart-words.ts";
import type { DerivedRow } from "./derived-row.ts";
import { ReturnedRow } from "./returned-row.tsx";

interface RowDetailProps {
  readonly row: DerivedRow;
  readonly mapping: ColumnMapping;
  readonly outcome: RowOutcome | undefined;
  readonly onCell: (field: RowField, value: string) => void;
  readonly onPick: (index: number) => void;
  readonly onUnpick: () => void;
  readonly onSkip: () => void;
  readonly onDeclined: (declined: readonly string[]) => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onClose: () => void;
}

/** One row: what cannot be read in it, where it may lie, what it would meet. */
export function RowDetail(props: RowDetailProps) {
  const { row, mapping, outcome, onCell, onPick, onUnpick, onSkip, onStep, onClose } = props;
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const { place, read, comparison } = row;
  const refusal = row.row.problem ?? outcome?.problem ?? null;
  const assumed = (read.row?.assumed ?? []).filter((field) => comparison === null || field !== "kind");
  return (
    <section className="rows-detail" aria-label={t("rows.row", { number: row.row.number })}>
      <header>
        <h2>{t("rows.row", { number: row.row.number })}</h2>
        <button
          type="button"
          className="icon-button"
          aria-label={t("rows.previous")}
          onClick={() => onStep(-1)}
        >
          <Icon name="up" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={t("rows.following")}
          onClick={() => onStep(1)}
        >
          <Icon name="down" />
        </button>
        <button type="button" className="icon-button" aria-label={t("common.close")} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {read.problems.map(({ field, column, value, reason }) => (
        <CellForm
          key={`${field} ${reason}`}
          label={column || (field === null ? "" : t(`rows.fields.${field}`))}
          value={value}
          error={t(`rows.reasons.${reason}`)}
          isFixed={field === null || mapping[field] === undefined}
          onCell={(text) => field !== null && onCell(field, text)}
        />
      ))}
      {refusal !== null && (
        <p role="alert" className="rows-trouble">
          {PROBLEMS[refusal.code][toLanguage(i18n.language)]}
          {refusal.errors?.map(({ field, message }) => ` · ${field}: ${message}`).join("")}
        </p>
      )}
      {comparison !== null && <ReturnedRow row={row} onDeclined={props.onDeclined} />}
      {place !== null && (
        <>
          <CellForm
            label={t("rows.fields.place")}
            value={cellText(row.row.cells[mapping.place ?? -1])}
            isFixed={mapping.place === undefined || row.row.saved !== null}
            onCell={(text) => onCell("place", text)}
          />
          <p className="rows-why">
            {t(`rows.standings.${place.confidence}`)}
            {place.reasons.length > 0 &&
              `: ${place.reasons.map((reason) => t(`rows.placings.${reason}`)).join(", ")}`}
          </p>
          {row.row.saved === null && place.candidates.length > 0 && (
            <ol className="rows-candidates">
              {place.candidates.map(({ label, detail, lengthMetres }, index) => {
                const isChosen =
                  row.row.picked === index ||
                  (row.row.picked === null && row.footprint !== null && index === 0);
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two stretches may bear one label
                  <li key={index}>
                    <button
                      type="button"
                      className="rows-candidate"
                      aria-pressed={isChosen}
                      onClick={() => (row.row.picked === index ? onUnpick() : onPick(index))}
                    >
                      {index < 9 && <kbd>{index + 1}</kbd>}
                      <span>
                        {label}
                        {detail && <span className="quiet"> · {detail}</span>}
                        <span className="quiet"> · {format.metres(lengthMetres)}</span>
                      </span>
                    </button>
                  </li>
                );
              })}
            </ol>
          )}
          {place.suggestions.length > 0 && row.footprint === null && (
            <div className="rows-suggestions">
              <span>{t("rows.suggestions")}</span>
              {place.suggestions.map((name) => (
                <button
                  key={name}
                  type="button"
                  className="button button-small"
                  onClick={() => onCell("place", name)}
                >
                  {name}
                </button>
              ))}
            </div>
          )}
        </>
      )}
      {assumed.length > 0 && (
        <p className="quiet">
          {t("rows.assumed", { fields: assumed.map((field) => t(`rows.fields.${field}`)).join(", ") })}
        </p>
      )}
      {outcome !== undefined && outcome.problem === null && <Findings findings={outcome.findings} />}
      {row.row.saved === null && (
        <button type="button" className="button button-small" aria-pressed={row.row.skipped} onClick={onSkip}>
          {t(row.row.skipped ? "rows.unskip" : "rows.skip")} <kbd>S</kbd>
        </button>
      )}
    </section>
  );
}

interface CellFormProps {
  readonly label: string;
  readonly value: string;
  readonly error?: string;
  readonly isFixed: boolean;
  readonly onCell: (text: string) => void;
}

function CellForm({ label, value, error, isFixed, onCell }: CellFormProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text !== value) onCell(text);
  };
  return (
    <form className="rows-cell" onSubmit={submit}>
      <label className="field">
        <span className="field-label">{label}</span>
        <input
          className="input"
          value={text}
          readOnly={isFixed}
          aria-invalid={error ? true : undefined}
          onChange={(event) => setText(event.target.value)}
        />
        {error && <span className="field-error">{error}</span>}
      </label>
      {!isFixed && (
        <button type="submit" className="button button-small" disabled={text === value}>
          {t("rows.apply")}
        </button>
      )}
    </form>
  );
}

const SHOWN = 6;

function Findings({ findings }: { readonly findings: readonly RowFinding[] }) {
  const { t } = useTranslation();
  if (findings.length === 0) return <p>{t("rows.noFindings")}</p>;
  return (
    <>
      <h3>{t("rows.findings", { count: findings.length })}</h3>
      <ul className="rows-findings">
        {findings.slice(0, SHOWN).map((finding, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: findings of a row not saved have no id
          <FindingLine key={index} finding={finding} />
        ))}
      </ul>
      {findings.length > SHOWN && (
        <p className="quiet">{t("rows.others", { count: findings.length - SHOWN })}</p>
      )}
    </>
  );
}

function FindingLine({ finding }: { readonly finding: RowFinding }) {
  const { i18n } = useTranslation();
  const { title, detail } = useCounterpartWords(finding.counterpart);
  return (
    <li>
      <SeveritySymbol severity={finding.severity} size={16} />
      <span>
        {finding.title[toLanguage(i18n.language)]}
        <span className="quiet">
          {" "}
          {title} {detail}
        </span>
      </span>
    </li>
  );
}
