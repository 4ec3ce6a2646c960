import { type ImportPlan, UnreadableSource } from "../import-plan.ts";

export interface OsmCity {
  /** Id of the city: its schema, and its name until a manifest gives another. */
  readonly id: string;
  /** From `data/<id>/manifest.json` when there is one. */
  readonly name?: string;
  readonly timeZone?: string;
}

/** What can be made of one `.osm.pbf`: a dataset a layer, each read by its own pass over the file. */
export async function planOsm(file: string, city: OsmCity): Promise<ImportPlan> {
  throw new UnreadableSource(`${file}: cannot be read for ${city.id} yet`);
}
