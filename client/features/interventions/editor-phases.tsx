import { useState } from "react";
import { useTranslation } from "react-i18next";
import { daysBetween } from "../../../domain/geo/calendar.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Icon } from "../../ui/icon.tsx";
import type { WorkingDayTest } from "../clock/working-days.ts";
import { type Draft, lastDay, type PhaseDraft } from "./draft.ts";
import { addPhase, copyPhase, mayAddPhases } from "./phase-edits.ts";
import { PhaseShift } from "./phase-shift.tsx";
import { PhaseSplit } from "./phase-split.tsx";
import type { DraftDesk } from "./use-draft.ts";
import "./phases.css";

interface EditorPhasesProps {
  readonly desk: DraftDesk;
  readonly isWorkingDay: WorkingDayTest;
  /** Positions of phases in which something is wrong. */
  readonly wrong: ReadonlySet<number>;
}

/** The phases of the draft, each a bar on the days of all; the form shows the one that is chosen here. */
export function EditorPhases({ desk, isWorkingDay, wrong }: EditorPhasesProps) {
  const { t } = useTranslation();
  const [tool, setTool] = useState<"split" | "shift" | null>(null);
  const draft = desk.draft!;
  const shown = draft.phases[draft.position]!;
  const several = draft.phases.length > 1;
  const toggle = (next: "split" | "shift") => setTool(tool === next ? null : next);
  return (
    <section className="editor-part phases" aria-labelledby="editor-phases" data-testid="phases">
      <h3 id="editor-phases">
        {several ? t("phases.heading", { count: draft.phases.length }) : t("phases.one")}
      </h3>
      {several && <PhaseBars desk={desk} wrong={wrong} />}
      <div className="button-row">
        <button
          type="button"
          className="button button-small"
          disabled={!mayAddPhases(draft)}
          onClick={() => desk.make((now) => addPhase(now, isWorkingDay))}
        >
          <Icon name="plus" size={16} /> {t("phases.add")}
        </button>
        <button
          type="button"
          className="button button-small"
          disabled={!mayAddPhases(draft)}
          onClick={() => desk.make((now) => copyPhase(now, now.position, null, isWorkingDay))}
        >
          {t("phases.copy")}
        </button>
        <button
          type="button"
          className="button button-small"
          aria-expanded={tool === "split"}
          disabled={shown.footprint?.kind !== "line"}
          title={shown.footprint?.kind === "line" ? undefined : t("phases.splitNeedsLine")}
          onClick={() => toggle("split")}
        >
          {t("phases.split")}
        </button>
        <button
          type="button"
          className="button button-small"
          aria-expanded={tool === "shift"}
          onClick={() => toggle("shift")}
        >
          {t("phases.shift")}
        </button>
      </div>
      {tool === "split" && (
        <PhaseSplit desk={desk} isWorkingDay={isWorkingDay} onDone={() => setTool(null)} />
      )}
      {tool === "shift" && <PhaseShift desk={desk} isWorkingDay={isWorkingDay} />}
    </section>
  );
}

/** A recurring care of years: a list that long is scrolled in its own box. */
function PhaseBars({ desk, wrong }: Pick<EditorPhasesProps, "desk" | "wrong">) {
  const { t } = useTranslation();
  const draft = desk.draft!;
  const frame = frameOf(draft);
  const move = (by: number) =>
    desk.make((now) => ({ target: "move", from: now.position, to: now.position + by }));
  return (
    <>
      <ol className="phase-bars" aria-label={t("phases.list")}>
        {draft.phases.map((phase, position) => (
          <li key={phase.id}>
            <button
              type="button"
              className="phase-bar"
              aria-current={position === draft.position ? "step" : undefined}
              onClick={() => desk.showPhase(position)}
            >
              <span className="phase-number">{position + 1}</span>
              <PhaseBar phase={phase} frame={frame} wrong={wrong.has(position)} />
            </button>
          </li>
        ))}
      </ol>
      <div
        className="phase-tools"
        role="toolbar"
        aria-label={t("phases.ofShown", { number: draft.position + 1 })}
      >
        <button
          type="button"
          className="icon-button"
          aria-label={t("phases.up")}
          disabled={draft.position === 0}
          onClick={() => move(-1)}
        >
          <Icon name="up" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={t("phases.down")}
          disabled={draft.position === draft.phases.length - 1}
          onClick={() => move(1)}
        >
          <Icon name="down" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={t("phases.remove", { number: draft.position + 1 })}
          onClick={() => desk.make((now) => ({ target: "remove", position: now.position, count: 1 }))}
        >
          <Icon name="trash" />
        </button>
        <span className="quiet">{t("phases.shown", { number: draft.position + 1 })}</span>
      </div>
    </>
  );
}

interface Frame {
  readonly first: string;
  readonly days: number;
}

function frameOf({ phases }: Draft): Frame {
  const starts = phases.map(({ startDate }) => startDate).sort();
  const ends = phases.map(lastDay).sort();
  return { first: starts[0]!, days: Math.max(1, daysBetween(starts[0]!, ends.at(-1)!) + 1) };
}

function PhaseBar({ phase, frame, wrong }: { phase: PhaseDraft; frame: Frame; wrong: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const from = daysBetween(frame.first, phase.startDate);
  const days = Math.max(1, daysBetween(phase.startDate, lastDay(phase)) + 1);
  return (
    <span className="phase-line">
      <span className="phase-dates">
        {format.shortDay(phase.startDate)}
        {lastDay(phase) !== phase.startDate && <> – {format.shortDay(lastDay(phase))}</>}
        {phase.footprint === null && <em> · {t("phases.noGround")}</em>}
        {wrong && <em> · {t("phases.wrong")}</em>}
      </span>
      <svg
        className="phase-track"
        viewBox={`0 0 ${frame.days} 1`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <rect className="phase-span" x={from} y={0} width={days} height={1} />
      </svg>
    </span>
  );
}
