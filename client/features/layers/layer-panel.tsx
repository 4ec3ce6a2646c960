import { useTranslation } from "react-i18next";
import { interventions } from "../../../domain/layers/catalogue/interventions.ts";
import type { LegendEntry } from "../../../domain/layers/layer.ts";
import { LAYERS } from "../../../domain/layers/layers.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Icon } from "../../ui/icon.tsx";
import type { City } from "../city/use-city.ts";
import { hasData } from "./has-data.ts";
import { LayerSources } from "./layer-sources.tsx";
import type { LayerState, LayerStates } from "./layer-states.ts";
import { PhaseLegend } from "./phase-legend.tsx";
import "./layers.css";

interface LayerPanelProps {
  readonly city: City;
  readonly states: LayerStates;
  readonly onChange: (layerId: string, change: Partial<LayerState>) => void;
  readonly onClose: () => void;
}

/** Every layer: shown or not, how strongly, what its signs mean, and whose data it is. */
export function LayerPanel({ city, states, onChange, onClose }: LayerPanelProps) {
  const { t } = useTranslation();
  const { language } = useFormat();
  return (
    <section className="layers" aria-labelledby="layers-heading" data-testid="layer-panel">
      <header className="panel-head">
        <h2 id="layers-heading">{t("layers.title")}</h2>
        <button type="button" className="icon-button" aria-label={t("layers.close")} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <ul className="layer-list">
        {LAYERS.map((layer) => {
          const state = states[layer.id]!;
          const title = layer.title[language];
          const percent = Math.round(state.opacity * 100);
          const isEmpty = !hasData(city, layer);
          return (
            <li key={layer.id} className="layer">
              <label className="layer-switch">
                <input
                  type="checkbox"
                  checked={state.visible && !isEmpty}
                  disabled={isEmpty}
                  onChange={(event) => onChange(layer.id, { visible: event.target.checked })}
                />
                <span>{title}</span>
              </label>
              {state.visible && !isEmpty && (
                <label className="layer-opacity">
                  <span>{t("layers.opacity")}</span>
                  <input
                    type="range"
                    min={5}
                    max={100}
                    step={5}
                    value={percent}
                    aria-label={t("layers.opacityOf", { layer: title })}
                    aria-valuetext={`${percent} %`}
                    onChange={(event) => onChange(layer.id, { opacity: Number(event.target.value) / 100 })}
                  />
                  <output>{percent} %</output>
                </label>
              )}
              {layer.legend.length > 0 && !isEmpty && (
                <ul className="legend" aria-label={t("layers.legendOf", { layer: title })}>
                  {layer.legend.map((entry) => (
                    <li key={entry.value}>
                      <Swatch entry={entry} />
                      {entry.label[language]}
                    </li>
                  ))}
                </ul>
              )}
              {layer.id === interventions.id && <PhaseLegend layerTitle={title} />}
              <LayerSources city={city} layer={layer} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Drawn from the same entry as the map's own sign. */
export function Swatch({ entry }: { entry: LegendEntry }) {
  const paint = { fill: entry.fill, stroke: entry.outline ?? "none" };
  return (
    <svg className="swatch" viewBox="0 0 20 14" aria-hidden="true">
      {entry.symbol === "area" && <rect x="1" y="1" width="18" height="12" rx="1" {...paint} />}
      {entry.symbol === "line" && <path d="M1 7h18" stroke={entry.fill} strokeWidth="3" />}
      {entry.symbol === "point" && <circle cx="10" cy="7" r="5" {...paint} />}
    </svg>
  );
}
