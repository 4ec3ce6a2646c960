import type { TreeRecord } from "../../domain/city/city-data.ts";
import type { TreeSpot } from "./city-parts.ts";
import { externalIdOf, pointOf } from "./frame.ts";
import { frame } from "./inputs.ts";
import { randomFor } from "./random.ts";

/** Full-grown height, crown and trunk in metres, and the size class the tree counts as. */
const SPECIES: Record<string, readonly [number, number, number, TreeRecord["sizeClass"]]> = {
  "Platanus x acerifolia": [24, 13, 0.8, "first"],
  "Tilia cordata": [18, 9, 0.5, "first"],
  "Celtis australis": [18, 10, 0.55, "first"],
  "Aesculus hippocastanum": [20, 11, 0.65, "first"],
  "Quercus robur": [24, 13, 0.8, "first"],
  "Acer platanoides": [16, 9, 0.45, "second"],
  "Liriodendron tulipifera": [26, 10, 0.7, "first"],
  "Cedrus atlantica": [24, 12, 0.8, "first"],
  "Robinia pseudoacacia": [17, 8, 0.4, "second"],
  "Magnolia grandiflora": [13, 8, 0.4, "second"],
  "Taxus baccata": [9, 6, 0.35, "third"],
  "Prunus avium": [9, 6, 0.3, "third"],
};

export function listTrees(spots: readonly TreeSpot[]): TreeRecord[] {
  return spots.map((spot, index) => {
    const size = SPECIES[spot.species];
    if (!size) throw new Error(`Expected a known species, got ${spot.species}`);
    const [height, crown, trunk, sizeClass] = size;
    const random = randomFor(`tree:${Math.round(spot.at[0] * 10)}:${Math.round(spot.at[1] * 10)}`);
    const grown = (full: number, decimals: number) =>
      Math.round(full * spot.growth * random.between(0.9, 1.1) * 10 ** decimals) / 10 ** decimals;
    return {
      id: index + 1,
      externalId: externalIdOf("tree", index + 1),
      geom: pointOf(spot.at),
      species: spot.species,
      sizeClass,
      monumental: spot.monumental ?? false,
      heightMetres: grown(height, 1),
      crownDiameterMetres: grown(crown, 1),
      trunkDiameterMetres: grown(trunk, 2),
      baseMetres: frame.groundMetres,
    };
  });
}
