import { buildings } from "./catalogue/buildings.ts";
import { foreignEvents } from "./catalogue/foreign-events.ts";
import { ground } from "./catalogue/ground.ts";
import { interventions } from "./catalogue/interventions.ts";
import { streetNames } from "./catalogue/street-names.ts";
import { transit } from "./catalogue/transit.ts";
import { trees } from "./catalogue/trees.ts";
import type { Layer } from "./layer.ts";

/** Every layer, in the order of the panel. */
export const LAYERS: readonly Layer[] = [
  interventions,
  buildings,
  trees,
  ground,
  streetNames,
  transit,
  foreignEvents,
];
export const LAYER_IDS = LAYERS.map((layer) => layer.id);
