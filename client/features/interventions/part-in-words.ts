import { useTranslation } from "react-i18next";
import { useFormat } from "../../i18n/use-format.ts";
import { areaSquareMetres, lengthMetres } from "../places/local-plane.ts";
import { type Draft, lastDay, type PhaseDraft, WEEKDAY_NAMES } from "./draft.ts";
import { findPhase, type MergePart } from "./merge.ts";

/** One part of a draft as a sentence somebody can compare with another. */
export function usePartInWords(): (part: MergePart, draft: Draft) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const nothing = t("conflict.nothing");
  const clock = (ms: number) => {
    const minutes = Math.floor(ms / 60_000);
    return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  };
  const metres = (value: number | null) => (value === null ? t("common.unknown") : format.metres(value));
  const list = (...parts: readonly (string | null)[]) => parts.filter(Boolean).join(" · ") || nothing;

  const days = (phase: PhaseDraft) =>
    `${format.weekday(phase.startDate)}, ${clock(phase.startClockMs)} – ${format.weekday(lastDay(phase))}, ${clock(phase.endClockMs)}`;
  const footprint = ({ footprint: shape, widthMetres }: PhaseDraft) => {
    if (shape === null) return nothing;
    if (shape.kind === "area") {
      return t("editor.areaMeasure", {
        area: format.squareMetres(areaSquareMetres(shape.polygon.coordinates)),
      });
    }
    const length = lengthMetres(shape.line.coordinates);
    return t("editor.lineMeasure", {
      length: format.metres(length),
      width: format.metres(widthMetres),
      area: format.squareMetres(length * widthMetres),
    });
  };
  const weekdays = (phase: PhaseDraft) =>
    phase.weekdays.length === 7
      ? null
      : phase.weekdays.map((day) => t(`weekdays.${WEEKDAY_NAMES[day - 1]!}`)).join(" ");

  return ({ part, phaseId }, draft) => {
    if (phaseId === null) {
      switch (part) {
        case "kind":
          return t(`kinds.${draft.kind}.one`);
        case "state":
          return t(`states.${draft.state}`);
        case "urgent":
          return t(draft.urgent ? "common.yes" : "common.no");
        case "dutiesMet":
          return t("duties.met", { count: draft.dutiesMet.length });
        default:
          return String(draft[part as keyof Draft] ?? "") || nothing;
      }
    }
    const phase = findPhase(draft, phaseId);
    if (phase === null) return t("conflict.noPhase");
    switch (part) {
      case "when":
        return days(phase);
      case "footprint":
        return footprint(phase);
      case "effect":
        return list(
          t(`impacts.${phase.vehicleImpact}`),
          t(`hindrances.${phase.hindrance}`),
          t("conflict.freeWidths", {
            footway: metres(phase.footwayWidthMetres),
            carriageway: metres(phase.carriagewayWidthMetres),
          }),
        );
      case "hours":
        return list(
          phase.dailyHours === null
            ? t("editor.roundTheClock")
            : `${clock(phase.dailyHours.fromMinute * 60_000)} – ${clock(phase.dailyHours.toMinute * 60_000)}`,
          weekdays(phase),
        );
      case "reach":
        return t("conflict.reach", { depth: metres(phase.depthMetres), height: metres(phase.heightMetres) });
      case "detour":
        return list(
          phase.detour === null ? null : format.metres(lengthMetres(phase.detour.coordinates)),
          phase.detourAgreements.map(({ document }) => document).join(", "),
        );
      case "means":
        return list(
          phase.noisePowerDecibels === null ? null : `${format.number(phase.noisePowerDecibels)} dB`,
          phase.expectedPeople === null ? null : t("editor.peopleCount", { count: phase.expectedPeople }),
          phase.machines.join(", "),
        );
      default:
        return `${days(phase)} · ${footprint(phase)}`;
    }
  };
}
