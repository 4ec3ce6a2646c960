import { useTranslation } from "react-i18next";
import { INTERVENTION_KINDS } from "../../../domain/interventions/intervention.ts";
import { FILL_OPACITY, kindColour, OVERRUN_EDGE, type PhaseFill } from "../../scene/phase-style.ts";
import { SeveritySymbol } from "../conflicts/severity-symbol.tsx";

const FILLS: readonly PhaseFill[] = ["dotted", "dashed", "light", "strong", "none"];
/** Any kind's: what the fill says is the same for all. */
const COLOUR = kindColour("roadwork");

/** What fills, edges and signs mean, drawn from the constants that twin and plan draw with. */
export function PhaseLegend({ layerTitle }: { layerTitle: string }) {
  const { t } = useTranslation();
  return (
    <ul className="legend legend-more" aria-label={t("layers.signsOf", { layer: layerTitle })}>
      {FILLS.map((fill) => (
        <li key={fill}>
          <FillSwatch fill={fill} />
          {t(`layers.fills.${fill}`)}
        </li>
      ))}
      <li>
        <svg className="swatch" viewBox="0 0 20 14" aria-hidden="true">
          <rect x="2" y="2" width="16" height="10" fill={COLOUR} fillOpacity={FILL_OPACITY.strong} />
          <rect x="2" y="2" width="16" height="10" fill="none" stroke={OVERRUN_EDGE.dark} strokeWidth="3" />
          <rect
            x="2"
            y="2"
            width="16"
            height="10"
            fill="none"
            stroke={OVERRUN_EDGE.light}
            strokeWidth="2"
            strokeDasharray="3 3"
          />
        </svg>
        {t("layers.overrun")}
      </li>
      {(["blocking", "warning"] as const).map((severity) => (
        <li key={severity}>
          <SeveritySymbol severity={severity} size={16} />
          {t(`layers.signs.${severity}`)}
        </li>
      ))}
      <li className="legend-wide">
        <svg className="legend-ring" viewBox="0 0 24 24" aria-hidden="true">
          {INTERVENTION_KINDS.map((kind, nth) => (
            <circle
              key={kind}
              cx="12"
              cy="12"
              r="9"
              pathLength={INTERVENTION_KINDS.length}
              fill="none"
              stroke={kindColour(kind)}
              strokeWidth="4"
              strokeDasharray={`1 ${INTERVENTION_KINDS.length - 1}`}
              strokeDashoffset={-nth}
            />
          ))}
          <text x="12" y="15.5" textAnchor="middle">
            9
          </text>
        </svg>
        {t("layers.cluster")}
      </li>
    </ul>
  );
}

function FillSwatch({ fill }: { fill: PhaseFill }) {
  const dashes = fill === "dashed" ? "4 2" : fill === "dotted" ? "0.1 2.6" : undefined;
  return (
    <svg className="swatch" viewBox="0 0 20 14" aria-hidden="true">
      <rect
        x="1"
        y="1"
        width="18"
        height="12"
        fill={COLOUR}
        fillOpacity={FILL_OPACITY[fill]}
        stroke={COLOUR}
        strokeWidth="1.6"
        strokeDasharray={dashes}
        strokeLinecap={fill === "dotted" ? "round" : "butt"}
      />
      {fill === "dotted" && <path d="M5 5h.1M10 5h.1M15 5h.1M7.5 9h.1M12.5 9h.1" {...PATTERN} />}
      {fill === "dashed" && <path d="M4 11 8 3M9 11l4-8M14 11l4-8" {...PATTERN} strokeWidth="1" />}
    </svg>
  );
}

const PATTERN = { stroke: COLOUR, strokeWidth: 2, strokeLinecap: "round" } as const;
