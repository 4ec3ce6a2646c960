import type { Layer } from "../../../domain/layers/layer.ts";
import type { City } from "../city/use-city.ts";

type Told = Pick<Layer, "dataset" | "furtherDatasets">;

/** Whether this city has anything to show in a layer; live layers (`dataset` null) always may. */
export function hasData(city: Pick<City, "datasets">, layer: Told): boolean {
  return layer.dataset === null || listSources(city, layer).some(({ featureCount }) => featureCount > 0);
}

/** What a layer is made of, the table it is named after first. */
export function listSources(city: Pick<City, "datasets">, layer: Told): City["datasets"] {
  return [layer.dataset, ...(layer.furtherDatasets ?? [])].flatMap((table) =>
    city.datasets.filter((one) => one.layer === table),
  );
}
