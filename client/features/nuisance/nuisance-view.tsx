import { useTranslation } from "react-i18next";
import {
  ADDED_MODES,
  HAITATON_MODES,
  type ModeIndex,
  type Nuisance,
  type Term,
} from "../../../domain/nuisance/nuisance.ts";
import type { Range } from "../../../domain/nuisance/range.ts";
import { useFormat } from "../../i18n/use-format.ts";
import "./nuisance.css";

/** A chip for each mode, its index printed; and, unfolded, every term of it. */
export function NuisanceView({ nuisance, phases }: { nuisance: Nuisance; phases: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { modes, haitaton, overall, noiseReach } = nuisance;
  const said = useRangeWords();
  return (
    <>
      <ul className="nuisance-chips" data-testid="nuisance-chips">
        {modes.map((mode) => (
          <Chip key={mode.mode} mode={mode} />
        ))}
      </ul>
      <p className="field-hint">
        {t("nuisance.summary", { haitaton: said(haitaton), overall: said(overall) })}
      </p>
      <details className="nuisance-how">
        <summary>{t("nuisance.how")}</summary>
        {modes.map((mode) => (
          <Terms key={mode.mode} mode={mode} several={phases > 1} />
        ))}
        <p className="field-hint">
          {t("nuisance.ours", {
            modes: ADDED_MODES.map((mode) => t(`nuisance.modes.${mode}`).toLowerCase()).join(", "),
          })}
          {noiseReach !== null && (
            <>
              {" "}
              {t("nuisance.noiseReach", {
                residents: format.metres(noiseReach.residentsMetres),
                sensitive: format.metres(noiseReach.sensitiveMetres),
              })}
            </>
          )}
        </p>
      </details>
    </>
  );
}

function Chip({ mode: { mode, status, colours, ...index } }: { mode: ModeIndex }) {
  const { t } = useTranslation();
  const said = useRangeWords();
  const name = t(`nuisance.modes.${mode}`);
  return (
    <li className="nuisance-chip" data-status={status} data-colour={colours.join(" ")} data-mode={mode}>
      {name} <strong>{status === "unknown" ? "?" : said(index)}</strong>
      <span className="visually-hidden">
        {" "}
        {status === "unknown"
          ? t("nuisance.unknown")
          : colours.map((colour) => t(`nuisance.colours.${colour}`)).join(" – ")}
      </span>
    </li>
  );
}

function Terms({ mode, several }: { mode: ModeIndex; several: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const said = useRangeWords();
  const isHaitaton = (HAITATON_MODES as readonly string[]).includes(mode.mode);
  return (
    <table className="nuisance-terms" data-mode={mode.mode}>
      <caption>
        {t(`nuisance.modes.${mode.mode}`)}:{" "}
        {mode.status === "unknown" ? t("nuisance.unknown") : t("nuisance.of5", { index: said(mode) })}
        {several && <span className="quiet"> {t("nuisance.ofPhase", { number: mode.phase + 1 })}</span>}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t("nuisance.term")}</th>
          <th scope="col">{t("nuisance.class")}</th>
          <th scope="col">{t("nuisance.weight")}</th>
          <th scope="col">{t("nuisance.product")}</th>
        </tr>
      </thead>
      <tbody>
        {mode.terms.map((term) => (
          <tr key={term.id}>
            <th scope="row">
              {t(`nuisance.terms.${term.id}`)}
              <TermValueWords term={term} />
            </th>
            <td>{said(term.class)}</td>
            <td>{format.number(term.weight, 2)}</td>
            <td>{said(term.product, 2)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={4}>
            {t(`nuisance.${mode.reckoned}`)}
            {isHaitaton && mode.reckoned === "sum" && mode.most === 0 && ` ${t("nuisance.sumNothing")}`}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function TermValueWords({ term: { value, source } }: { term: Term }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = () => {
    switch (value.is) {
      case "unknown":
        return t("nuisance.notKnown");
      case "word":
        return t(`nuisance.words.${value.word}`);
      case "impact":
        return t(`nuisance.impacts.${value.impact}`);
      case "streetClass":
        return t(`nuisance.streetClasses.${value.class}`);
      case "number": {
        const { number, unit } = value;
        const counted =
          unit === "metres" ? format.metres(number) : t(`nuisance.units.${unit}`, { count: number });
        return value.atLeast ? t("nuisance.atLeast", { said: counted }) : counted;
      }
    }
  };
  const names = "names" in value && value.names.length > 0 ? ` (${listed(value.names)})` : "";
  return (
    <span className="nuisance-value">
      {words()}
      {names} <span className="quiet">· {t(`nuisance.sources.${source}`)}</span>
    </span>
  );
}

/** More names than these would only be read past. */
const MOST_NAMES = 4;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(", ");
  return names.length > MOST_NAMES ? `${shown}, +${names.length - MOST_NAMES}` : shown;
}

/** `2,5`, or `1,4–2,6` where it is not known better. */
function useRangeWords() {
  const format = useFormat();
  return ({ least, most }: Range, decimals = 1) =>
    least === most
      ? format.number(least, decimals)
      : `${format.number(least, decimals)}–${format.number(most, decimals)}`;
}
