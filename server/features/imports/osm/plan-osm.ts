import { basename } from "node:path";
import type { ImportPlan, PlannedDataset } from "../import-plan.ts";
import { OsmExtract } from "./extract.ts";
import type { OsmLayer } from "./osm-layer.ts";
import { OSM_LAYERS } from "./osm-layers.ts";
import { readPbfHeader } from "./pbf.ts";

export interface OsmCity {
  /** Id of the city: its schema, and its name until a manifest gives another. */
  readonly id: string;
  /** From `data/<id>/manifest.json` when there is one. */
  readonly name?: string;
  /** An IANA name; without one the city keeps Turin's time. */
  readonly timeZone?: string;
  /** Height of the geoid above the WGS 84 ellipsoid; without one that of Turin, to the metre. */
  readonly geoidUndulationMetres?: number;
}

const HOME_TIME_ZONE = "Europe/Rome";
/** North-western Italy and the lands around it lie between 46 and 54 m; it lifts the whole city, nothing within it. */
const HOME_UNDULATION_METRES = 50;
const ATTRIBUTION = "© contributori OpenStreetMap (ODbL 1.0)";

/**
 * What can be made of one `.osm.pbf`: a dataset a layer, each read by its own pass over the file, from an index made
 * once (extract.ts).
 * @throws UnreadableSource when it is no extract at all
 */
export async function planOsm(file: string, city: OsmCity): Promise<ImportPlan> {
  const { extent, dataFrom } = await readPbfHeader(file);
  const day = dataFrom?.toISOString().slice(0, 10);
  const source = day === undefined ? "OpenStreetMap" : `OpenStreetMap (${day})`;
  let opening: Promise<OsmExtract> | null = null;
  return {
    city: {
      id: city.id,
      name: city.name ?? city.id.charAt(0).toUpperCase() + city.id.slice(1).replaceAll("_", " "),
      timeZone: city.timeZone ?? HOME_TIME_ZONE,
      geoidUndulationMetres: city.geoidUndulationMetres ?? HOME_UNDULATION_METRES,
      ...(extent === null ? {} : { extent: [...extent] }),
      attribution: ATTRIBUTION,
      synthetic: false,
    },
    datasets: OSM_LAYERS.map((layer) => planLayer(layer, file, source, openOnce)),
  };

  /** Whoever comes first makes the index; a cancelled one is made again. */
  function openOnce(options: Parameters<typeof OsmExtract.open>[1]): Promise<OsmExtract> {
    opening ??= OsmExtract.open(file, options).catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  }
}

function planLayer(
  layer: OsmLayer,
  file: string,
  source: string,
  openOnce: (options: Parameters<typeof OsmExtract.open>[1]) => Promise<OsmExtract>,
): PlannedDataset {
  return {
    terms: {
      id: `osm-${layer.id}`,
      layer: layer.layer,
      title: layer.title,
      source,
      publisher: "OpenStreetMap",
      licence: "ODbL 1.0",
      attribution: ATTRIBUTION,
      synthetic: false,
      derived: layer.derived ?? false,
      assumptions: layer.assumptions,
      file: basename(file),
      format: "osm.pbf",
      crs: "EPSG:4326",
    },
    onlyWhereLacking: layer.onlyWhereLacking ?? false,
    // Ways that leave the extract's box come whole with it.
    clipToCity: true,
    open: async (options) => ({
      srid: 4326,
      records: layer.read(await openOnce({ signal: options.signal, onRead: () => undefined }), options),
    }),
  };
}
