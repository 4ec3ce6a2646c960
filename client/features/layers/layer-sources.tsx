import { useTranslation } from "react-i18next";
import type { Layer } from "../../../domain/layers/layer.ts";
import { useFormat } from "../../i18n/use-format.ts";
import type { City } from "../city/use-city.ts";
import { hasData, listSources } from "./has-data.ts";

type Dataset = City["datasets"][number];

/** Whose data a layer is made of, under which terms, and what had to be assumed. */
export function LayerSources({ city, layer }: { readonly city: City; readonly layer: Layer }) {
  const { t } = useTranslation();
  if (layer.dataset === null) return <p className="layer-source">{t("layers.live")}</p>;
  if (!hasData(city, layer)) return <p className="layer-source">{t("layers.noData")}</p>;
  return listSources(city, layer).map((one) => <DatasetSource key={one.id} dataset={one} />);
}

function DatasetSource({ dataset }: { readonly dataset: Dataset }) {
  const { t } = useTranslation();
  const format = useFormat();
  const count = (of: number) => format.number(of, 0);
  const terms = [dataset.attribution ?? dataset.source, dataset.licence];
  const { recordCount, refusedCount, repairedCount } = dataset;
  return (
    <div className="layer-source">
      <p>
        {dataset.title}: {terms.join(" · ")} ·{" "}
        {t("layers.featureCount", { count: dataset.featureCount, shown: count(dataset.featureCount) })}
        {dataset.synthetic && <span className="tag tag-synthetic">{t("common.synthetic")}</span>}
        {dataset.derived && <span className="tag">{t("layers.derived")}</span>}
      </p>
      {(dataset.assumptions.length > 0 || dataset.attribution !== null) && (
        <details>
          <summary>{t("layers.assumptions")}</summary>
          <ul>
            {dataset.attribution !== null && <li>{dataset.source}</li>}
            {dataset.assumptions.map((assumption) => (
              <li key={assumption.en}>{assumption[format.language]}</li>
            ))}
            {dataset.file !== null && (
              <li>
                {[dataset.file, dataset.format, dataset.crs].filter((part) => part !== null).join(" · ")}
                {recordCount !== null &&
                  ` · ${t("layers.records", {
                    read: count(recordCount),
                    refused: count(refusedCount ?? 0),
                    repaired: count(repairedCount ?? 0),
                  })}`}
              </li>
            )}
          </ul>
        </details>
      )}
    </div>
  );
}
