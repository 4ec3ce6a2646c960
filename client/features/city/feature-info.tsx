import { useTranslation } from "react-i18next";
import { LAYERS } from "../../../domain/layers/layers.ts";
import { useFormat } from "../../i18n/use-format.ts";
import type { Pick as PickedThing } from "../../scene/city-view.ts";
import { Icon } from "../../ui/icon.tsx";
import { useFocusWhenLost } from "../../ui/use-focus-when-lost.ts";
import { describeProperties } from "./describe-properties.ts";
import type { City } from "./use-city.ts";

interface FeatureInfoProps {
  readonly city: City;
  readonly pick: Extract<PickedThing, { kind: "feature" }>;
  readonly onBack: () => void;
}

/** What the tile tells of a building, a tree or a piece of ground. */
export function FeatureInfo({ city, pick, onBack }: FeatureInfoProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const layer = LAYERS.find(({ id }) => id === pick.layer);
  const datasets = city.datasets.filter((one) => one.layer === layer?.dataset);
  const heading = useFocusWhenLost<HTMLHeadingElement>();
  const rows = describeProperties(pick.properties, format, t);
  return (
    <section className="panel" aria-labelledby="feature-heading" data-testid="feature-info">
      <header className="panel-head">
        <button type="button" className="icon-button" aria-label={t("sheet.back")} onClick={onBack}>
          <Icon name="back" />
        </button>
        <h2 id="feature-heading" ref={heading} tabIndex={-1}>
          {layer ? layer.title[format.language] : pick.layer}
        </h2>
      </header>
      <div className="panel-body">
        <dl className="facts">
          {rows.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {datasets.map((dataset) => (
          <p key={dataset.id} className="quiet">
            {dataset.source} · {dataset.licence}
            {dataset.synthetic && <span className="tag tag-synthetic">{t("common.synthetic")}</span>}
            {dataset.derived && <span className="tag">{t("layers.derived")}</span>}
          </p>
        ))}
      </div>
    </section>
  );
}
