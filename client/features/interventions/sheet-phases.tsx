import { useState } from "react";
import { useTranslation } from "react-i18next";
import { OWNER_NAMES } from "../../../domain/conflicts/road-owners.ts";
import { dayOf } from "../../../domain/conflicts/wording.ts";
import { toSpan } from "../../../domain/geo/interval.ts";
import type { Intervention } from "../../../domain/interventions/contract.ts";
import { spanDays } from "../../i18n/format.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { areaSquareMetres, lengthMetres } from "../places/local-plane.ts";
import { Fact } from "./fact.tsx";
import { findRoadEffect } from "./road-effect.ts";

type Phase = Intervention["phases"][number];

interface SheetPhasesProps {
  readonly intervention: Intervention;
  readonly selectedPhaseId: string | null;
  readonly onSelectPhase: (phaseId: string) => void;
}

/** More than a season of weekly mowing is asked for before it is shown. */
const FIRST_PHASES = 6;

export function SheetPhases({ intervention, selectedPhaseId, onSelectPhase }: SheetPhasesProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const { phases } = intervention;
  const count = phases.length;
  const shown = phases
    .map((phase, position) => ({ phase, position }))
    .filter(({ phase, position }) => all || position < FIRST_PHASES || phase.id === selectedPhaseId);
  return (
    <section aria-labelledby="sheet-phases">
      <h3 id="sheet-phases">{t("sheet.phases", { count })}</h3>
      <ol className="phases">
        {shown.map(({ phase, position }) => {
          const selected = phase.id === selectedPhaseId;
          return (
            <li key={phase.id} className={selected ? "phase phase-selected" : "phase"}>
              {count > 1 && (
                <button
                  type="button"
                  className="button button-small"
                  aria-pressed={selected}
                  onClick={() => onSelectPhase(phase.id)}
                >
                  {t("sheet.phase", { number: position + 1 })}
                </button>
              )}
              <PhaseFacts phase={phase} />
            </li>
          );
        })}
      </ol>
      {shown.length < count && (
        <button type="button" className="button button-small" onClick={() => setAll(true)}>
          {t("sheet.allPhases", { count })}
        </button>
      )}
    </section>
  );
}

function PhaseFacts({ phase }: { phase: Phase }) {
  const { t } = useTranslation();
  const format = useFormat();
  const span = toSpan(phase);
  const effect = findRoadEffect(phase);
  const hours = useHours(phase);
  const measures = [
    format.squareMetres(areaSquareMetres(phase.polygon.coordinates)),
    phase.footprint.kind === "line" &&
      t("sheet.width", { width: format.metres(phase.footprint.widthMetres) }),
    phase.depthMetres !== null && t("sheet.depth", { depth: format.metres(phase.depthMetres) }),
    phase.heightMetres !== null && t("sheet.height", { height: format.metres(phase.heightMetres) }),
  ];
  const width = (metres: number | null) =>
    metres === null ? t("sheet.unknownWidth") : format.metres(metres);
  const means = [
    phase.noisePowerDecibels !== null &&
      t("sheet.noise", { decibels: format.number(phase.noisePowerDecibels, 0) }),
    phase.expectedPeople !== null && t("sheet.people", { count: phase.expectedPeople }),
  ].filter(Boolean);
  return (
    <dl className="facts">
      <Fact name={t("sheet.when")}>
        {format.moment(span.startMs)} – {format.moment(span.endMs)}
        <span className="quiet"> · {t("common.days", { count: Math.ceil(spanDays(span)) })}</span>
      </Fact>
      {hours !== null && <Fact name={t("sheet.hours")}>{hours}</Fact>}
      <Fact name={t("sheet.ground")}>{measures.filter(Boolean).join(" · ")}</Fact>
      <Fact name={t("sheet.effect")}>
        {effect ? t(`effects.${effect}`) : t(`impacts.${phase.vehicleImpact}`)}
        <span className="quiet"> · {t(`hindrances.${phase.hindrance}`)}</span>
      </Fact>
      <Fact name={t("sheet.free")}>
        {t("sheet.footway", { width: width(phase.footwayWidthMetres) })} ·{" "}
        {t("sheet.carriageway", { width: width(phase.carriagewayWidthMetres) })}
      </Fact>
      {phase.detour !== null && (
        <Fact name={t("sheet.detour")}>
          {t("sheet.detourLength", { length: format.metres(lengthMetres(phase.detour.coordinates)) })}
          {phase.detourAgreements.length === 0 ? (
            <span className="quiet"> · {t("sheet.detourNoAgreement")}</span>
          ) : (
            <ul className="detour-agreements">
              {phase.detourAgreements.map(({ owner, agreedOn, document }) => (
                <li key={`${owner} ${agreedOn} ${document}`}>
                  {t("sheet.detourAgreed", {
                    owner: OWNER_NAMES[owner][format.language],
                    date: dayOf(agreedOn, format.language),
                    document,
                  })}
                </li>
              ))}
            </ul>
          )}
        </Fact>
      )}
      {means.length > 0 && <Fact name={t("sheet.means")}>{means.join(" · ")}</Fact>}
      {phase.machines.length > 0 && <Fact name={t("sheet.machines")}>{phase.machines.join(", ")}</Fact>}
    </dl>
  );
}

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** "8:00–18:00 · lun–ven"; null where nothing but the dates bounds the work. */
function useHours({ dailyHours, weekdays }: Phase): string | null {
  const { t } = useTranslation();
  if (dailyHours === null && weekdays.length === WEEKDAYS.length) return null;
  const clock = (minute: number) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
  const hours =
    dailyHours === null
      ? t("sheet.around")
      : t("sheet.hoursSaid", { from: clock(dailyHours.fromMinute), to: clock(dailyHours.toMinute) });
  if (weekdays.length === WEEKDAYS.length) return hours;
  const named = weekdays.map((day) => t(`weekdays.${WEEKDAYS[day - 1]!}`));
  const isRun = weekdays.length > 2 && weekdays.every((day, index) => day === weekdays[0]! + index);
  const days = isRun ? t("sheet.weekdaysSaid", { from: named[0], to: named.at(-1) }) : named.join(", ");
  return `${hours} · ${days}`;
}
