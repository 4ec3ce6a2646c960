import type { City } from "../city/use-city.ts";

/** Whether this city has anything to show in a layer; live layers (`dataset` null) always may. */
export function hasData(city: Pick<City, "datasets">, dataset: string | null): boolean {
  return dataset === null || city.datasets.some((one) => one.layer === dataset && one.featureCount > 0);
}
