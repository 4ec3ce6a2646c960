import type { GroundKind } from "../../../../domain/city/city-data.ts";
import type { StagedInput } from "../../../../domain/imports/mapping.ts";
import type { OpenOptions } from "../import-plan.ts";
import { readAreas } from "./areas.ts";
import type { OsmExtract } from "./extract.ts";
import { type OsmLayer, osmLayer } from "./osm-layer.ts";
import type { Tags } from "./pbf.ts";

const has = (tags: Tags, key: string, words: readonly string[]) => words.includes(tags[key] ?? "");

/** Banks and lakes. A river drawn as a line has no width, and is given none. */
const isWater = (tags: Tags) =>
  has(tags, "natural", ["water"]) ||
  has(tags, "waterway", ["riverbank", "dock"]) ||
  has(tags, "landuse", ["basin", "reservoir"]);

/** Pedestrian ground drawn as an area. A closed street is a ring road unless it says `area=yes`. */
const isSquare = (tags: Tags) =>
  (has(tags, "highway", ["pedestrian", "footway"]) &&
    (tags.area === "yes" || tags.type === "multipolygon")) ||
  (has(tags, "place", ["square"]) && tags.highway === undefined);

const isRail = (tags: Tags) => has(tags, "landuse", ["railway"]);

const isPark = (tags: Tags) =>
  has(tags, "leisure", ["park", "garden", "golf_course", "nature_reserve", "dog_park"]) ||
  has(tags, "landuse", ["cemetery", "village_green", "recreation_ground", "allotments"]);

const isVegetation = (tags: Tags) =>
  !isPark(tags) &&
  (has(tags, "landuse", ["grass", "forest", "meadow", "flowerbed", "orchard", "vineyard", "greenfield"]) ||
    has(tags, "natural", ["wood", "scrub", "grassland", "heath"]));

/** Those before cover the ground: a lawn in a park is the park's, a lake in it is not. */
export const osmGround: readonly OsmLayer<"ground">[] = [
  ground("water", "Acqua", "water", isWater),
  ground("squares", "Piazze e aree pedonali", "square", isSquare),
  ground("railways", "Sedimi ferroviari", "rail", isRail),
  ground("parks", "Parchi e giardini", "green", isPark),
  ground("vegetation", "Prati, boschi e aiuole", "green", isVegetation),
];

function ground(
  id: string,
  title: string,
  kind: GroundKind,
  isWanted: (tags: Tags) => boolean,
): OsmLayer<"ground"> {
  return osmLayer({
    id,
    layer: "ground",
    title,
    onlyWhereLacking: true,
    assumptions: [],
    read: (extract: OsmExtract, options: OpenOptions) => readGround(extract, kind, isWanted, options),
  });
}

async function* readGround(
  extract: OsmExtract,
  kind: GroundKind,
  isWanted: (tags: Tags) => boolean,
  options: OpenOptions,
): AsyncGenerator<StagedInput<"ground">> {
  for await (const area of readAreas(extract, isWanted, options)) {
    if ("refused" in area) yield area;
    else {
      yield {
        number: area.number,
        remarks: area.remarks,
        record: {
          externalId: area.externalId,
          kind,
          name: area.tags.name ?? null,
          elevationMetres: null,
          derived: false,
          geom: { type: "Polygon", coordinates: area.rings },
        },
      };
    }
  }
}
