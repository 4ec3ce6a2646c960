/**
 * The sample city: central Turin as its grid is known, everything else invented. Pure: the same inputs give
 * the same city to the byte. What is real and what is not: `data/sample/README.md`.
 */

import officesJson from "../../data/sample/offices.json" with { type: "json" };
import type {
  BuildingRecord,
  CityData,
  GeneratedLayer,
  GroundRecord,
  OfficeRecord,
} from "../../domain/city/city-data.ts";
import { listAddresses, numberDoors } from "./addresses.ts";
import { listFaces } from "./faces.ts";
import { externalIdOf, pointOf, polygonOf } from "./frame.ts";
import { buildGrid } from "./grid.ts";
import { frame, streetInputs } from "./inputs.ts";
import { landmarkBuildings } from "./landmarks.ts";
import { settle } from "./lots.ts";
import { layNetworks } from "./networks.ts";
import { plantRow, thinOut } from "./planting.ts";
import { listStreets } from "./streets.ts";
import { layTransit } from "./transit.ts";
import { listTrees } from "./trees.ts";
import { listZones } from "./zones.ts";

export { buildSamplePeople } from "./people.ts";
export { buildSampleProgramme, type SampleIntervention } from "./programme.ts";

const TITLES: Record<GeneratedLayer, string> = {
  building: "Edifici",
  ground: "Suolo",
  street: "Vie",
  street_segment: "Grafo stradale",
  address: "Numeri civici",
  tree: "Alberi",
  transit_line: "Linee di trasporto",
  transit_stop: "Fermate",
  utility: "Reti nel sottosuolo",
  zone: "Zone",
};

/** EGM2008 gives about 50 m over Turin; one value does for a model 3 km across. */
const GEOID_UNDULATION_METRES = 50;

const TREES_APART_METRES = 3;

export function buildSampleCity(): CityData {
  const grid = buildGrid(streetInputs, frame);
  const lots = listFaces(grid).map(settle);
  const drafts = [...lots.flatMap((lot) => lot.buildings), ...landmarkBuildings];
  const spots = thinOut(
    [...lots.flatMap((lot) => lot.treeRows.flatMap(plantRow)), ...lots.flatMap((lot) => lot.trees)],
    TREES_APART_METRES,
  );
  const doors = numberDoors(drafts, grid);
  const { streets, segments, idOf } = listStreets(grid);
  const { lines, stops } = layTransit(grid);

  const building = drafts.map(
    ({ ring, holes, fronts: _, name: __, ...rest }, index): BuildingRecord => ({
      id: index + 1,
      externalId: externalIdOf("building", index + 1),
      geom: polygonOf(ring, holes),
      heightSource: "generated",
      name: null,
      ...rest,
    }),
  );
  const ground = lots
    .flatMap((lot) => lot.pieces)
    .map(
      ({ ring, holes, ...rest }, index): GroundRecord => ({
        id: index + 1,
        externalId: externalIdOf("ground", index + 1),
        geom: polygonOf(ring, holes),
        derived: false,
        ...rest,
      }),
    );
  const [west, south] = frame.southWest;
  const [east, north] = frame.northEast;

  return {
    id: "sample",
    name: "Torino (esempio)",
    timeZone: "Europe/Rome",
    synthetic: true,
    attribution: "Città d'esempio: dati sintetici di Decumano, CC0 1.0",
    geoidUndulationMetres: GEOID_UNDULATION_METRES,
    extent: polygonOf([
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ]),
    centre: pointOf([-70, -300]),
    datasets: (Object.keys(TITLES) as GeneratedLayer[]).map((layer) => ({
      layer,
      title: `${TITLES[layer]} (sintetico)`,
      source: "Città d'esempio di Decumano, generata da data/sample",
      licence: "CC0-1.0",
      synthetic: true,
    })),
    layers: {
      building,
      ground,
      street: streets,
      street_segment: segments,
      address: listAddresses(doors, idOf),
      tree: listTrees(spots),
      transit_line: lines,
      transit_stop: stops,
      utility: layNetworks(grid, doors),
      zone: listZones(lots, grid),
    },
    offices: officesJson as readonly OfficeRecord[],
  };
}
