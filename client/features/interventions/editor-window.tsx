import { useMutation } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type FreeWindowResult, findFreeWindow } from "../../../domain/conflicts/free-window-contract.ts";
import type { BodyOf } from "../../../domain/contract/endpoint.ts";
import { daysBetween, type LocalDate } from "../../../domain/geo/calendar.ts";
import { type Span, toSpan } from "../../../domain/geo/interval.ts";
import { call } from "../../api/call.ts";
import { toLanguage } from "../../i18n/i18n.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Field, NumberInput } from "../../ui/field.tsx";
import { SeveritySymbol } from "../conflicts/severity-symbol.tsx";
import { useCounterpartWords } from "../conflicts/use-counterpart-words.ts";
import { type Draft, lastDay, type PhaseDraft, phasesInput, whenOf } from "./draft.ts";
import "./editor-window.css";

interface EditorWindowProps {
  readonly draft: Draft;
  readonly phase: PhaseDraft;
  readonly timeZone: string;
  /** How long the phase is in working days. */
  readonly workingDays: number;
  /** The days found, for the clock; null: none to show. */
  readonly onShow: (span: Span | null) => void;
  readonly onMove: (when: Pick<PhaseDraft, "startDate" | "endDate">) => void;
}

type Question = BodyOf<typeof findFreeWindow>;

/** From a day on, the first days on which nothing stands in the way of the phase; asked for, never at every letter. */
export function EditorWindow({ draft, phase, timeZone, workingDays, onShow, onMove }: EditorWindowProps) {
  const { t } = useTranslation();
  // An event keeps its days of rest; works are counted as the form counts them.
  const unit = draft.kind === "event" || workingDays === 0 ? "calendar" : "working";
  const own = unit === "working" ? workingDays : daysBetween(phase.startDate, lastDay(phase)) + 1;
  const [chosenDays, setChosenDays] = useState<number | null>(null);
  const [chosenFrom, setChosenFrom] = useState<LocalDate | null>(null);
  const [acceptWarnings, setAcceptWarnings] = useState(true);
  const days = chosenDays ?? own;
  const from = chosenFrom ?? phase.startDate;
  const question = useMemo<Question | null>(() => {
    const { kind, state, urgent, recurrence, phases, position, id, savedVersion } = draft;
    const asked = {
      draft: { kind, state, urgent, recurrence, phases: phasesInput(phases, timeZone) },
      interventionId: savedVersion === null ? null : id,
      phase: position,
      from,
      days,
      unit,
      acceptWarnings,
    };
    const checked = findFreeWindow.body.safeParse(asked);
    return checked.success ? checked.data : null;
  }, [draft, timeZone, from, days, unit, acceptWarnings]);
  const search = useMutation({ mutationFn: (body: Question) => call(findFreeWindow, { body }) });
  // An answer about another ground or another length is no answer.
  const isAnswer =
    search.variables !== undefined && JSON.stringify(search.variables) === JSON.stringify(question);
  const result = isAnswer ? search.data : undefined;
  const found = result?.window ?? null;
  const [open, setOpen] = useState(false);
  const proposed = open && found !== null && !isAt(phase, found, timeZone) ? found : null;
  useEffect(() => {
    onShow(proposed === null ? null : toSpan(proposed));
  }, [proposed, onShow]);
  useEffect(() => () => onShow(null), [onShow]);
  // On a phone the answer would come below what stands at the foot of the form.
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (search.isSuccess) answer.current?.scrollIntoView({ block: "center" });
  }, [search.isSuccess]);

  return (
    <details
      className="editor-window"
      data-testid="free-window"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{t("window.heading")}</summary>
      <div className="field-row">
        <Field label={t(`window.days.${unit}`)} className="field-short">
          {(control) => (
            <NumberInput
              control={control}
              value={days}
              onNumber={(number) => setChosenDays(number !== null && number >= 1 ? Math.round(number) : null)}
            />
          )}
        </Field>
        <Field label={t("window.from")} className="field-grow">
          {(control) => (
            <input
              {...control}
              className="input"
              type="date"
              value={from}
              onChange={(event) => setChosenFrom(event.target.value === "" ? null : event.target.value)}
            />
          )}
        </Field>
      </div>
      <label className="check-line">
        <input
          type="checkbox"
          checked={!acceptWarnings}
          onChange={(event) => setAcceptWarnings(!event.target.checked)}
        />
        <span>{t("window.noWarnings")}</span>
      </label>
      <button
        type="button"
        className="button"
        aria-disabled={question === null || search.isPending}
        onClick={() => question !== null && !search.isPending && search.mutate(question)}
      >
        {t(search.isPending ? "window.searching" : "window.search")}
      </button>
      {question === null && <p className="field-hint">{t("window.noGround")}</p>}
      <div ref={answer} role="status" aria-busy={search.isPending}>
        {isAnswer && search.isError && <p className="field-error">{t("window.failed")}</p>}
        {result !== undefined && (
          <Answer result={result} isThere={found !== null && proposed === null}>
            <button
              type="button"
              className="button button-primary"
              onClick={() => {
                if (found === null) return;
                const { startDate, endDate } = whenOf(found, timeZone);
                onMove({ startDate, endDate });
                search.reset();
              }}
            >
              {t("window.apply")}
            </button>
          </Answer>
        )}
      </div>
    </details>
  );
}

type Found = NonNullable<FreeWindowResult["window"]>;

function isAt(phase: PhaseDraft, found: Found, timeZone: string): boolean {
  const { startDate, endDate } = whenOf(found, timeZone);
  return phase.startDate === startDate && phase.endDate === endDate;
}

interface AnswerProps {
  readonly result: FreeWindowResult;
  /** The phase is on those days already. */
  readonly isThere: boolean;
  readonly children: React.ReactNode;
}

/** Further lines are of little use: the first are what stands in the way longest. */
const MOST_BLOCKERS = 6;

function Answer({ result, isThere, children }: AnswerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { window: found, blockers, firstStart, lastStart } = result;
  const shown = [...blockers].sort((a, b) => b.starts - a.starts).slice(0, MOST_BLOCKERS);
  return (
    <>
      {found === null ? (
        <p className="window-none">
          {firstStart === null
            ? t("window.noDays")
            : t("window.none", { from: format.day(firstStart), to: format.day(lastStart!) })}
        </p>
      ) : (
        <div className="window-found" data-testid="window-found">
          <p>
            <strong>{format.days(toSpan(found))}.</strong> {t("window.left", { count: found.warnings })}
          </p>
          {isThere ? <p className="quiet">{t("window.there")}</p> : children}
        </div>
      )}
      {shown.length > 0 && (
        <>
          <p className="field-label">{t(found === null ? "window.allBlocked" : "window.before")}</p>
          <ul className="window-blockers">
            {shown.map((blocker) => (
              <Blocker
                key={`${blocker.rule} ${JSON.stringify(blocker.counterpart)}`}
                blocker={blocker}
                always={found === null && blocker.starts === result.tried}
              />
            ))}
          </ul>
          {blockers.length > shown.length && (
            <p className="quiet">{t("window.others", { count: blockers.length - shown.length })}</p>
          )}
        </>
      )}
    </>
  );
}

function Blocker({ blocker, always }: { blocker: FreeWindowResult["blockers"][number]; always: boolean }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const { title, detail } = useCounterpartWords(blocker.counterpart);
  const language = toLanguage(i18n.language);
  return (
    <li>
      <SeveritySymbol severity={blocker.severity} />
      <div>
        <strong>{blocker.title[language]}</strong>
        {blocker.counterpart.type !== "none" && (
          <span className="window-who">
            {title}
            {detail !== "" && <span className="quiet"> · {detail}</span>}
          </span>
        )}
        <span className="quiet">
          {always
            ? t("window.always")
            : t("window.starts", {
                count: blocker.starts,
                from: format.day(blocker.firstStart),
                to: format.day(blocker.lastStart),
              })}
        </span>
      </div>
    </li>
  );
}
