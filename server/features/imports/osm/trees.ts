import type { MappedRecord } from "../../../../domain/imports/mapping.ts";
import { readMetres } from "../../../../domain/imports/osm/measures.ts";
import { osmLayer } from "./osm-layer.ts";
import type { Tags } from "./pbf.ts";

const positive = (value: number | null) => (value !== null && value > 0 ? value : null);

function treeOf(tags: Tags): Omit<MappedRecord<"tree">, "externalId" | "geom"> {
  const around = positive(readMetres(tags.circumference));
  return {
    species: tags.species ?? tags.genus ?? null,
    // Turin's classes by adult height; OpenStreetMap has none, and a height of today is not an adult's.
    sizeClass: null,
    monumental: tags.denotation === "natural_monument",
    heightMetres: positive(readMetres(tags.height)),
    crownDiameterMetres: positive(readMetres(tags.diameter_crown)),
    trunkDiameterMetres: around === null ? null : around / Math.PI,
    baseMetres: null,
  };
}

export const osmTrees = osmLayer({
  id: "trees",
  layer: "tree",
  title: "Alberi",
  assumptions: [
    {
      it: "Specie, altezza e chioma solo dove indicate: gli altri alberi sono un punto, disegnato con una misura uguale per tutti.",
      en: "Species, height and crown only where tagged: other trees are a place, drawn with one size for all.",
    },
  ],
  async *read(extract, options) {
    for await (const block of extract.blocks("node", options))
      for (const { item, number } of block) {
        if (item.tags?.natural !== "tree") continue;
        yield {
          number,
          record: {
            externalId: `node/${item.id}`,
            ...treeOf(item.tags),
            geom: { type: "Point", coordinates: [item.lon, item.lat] },
          },
        };
      }
  },
});

const SPACING_METRES = 8;
const METRES_PER_DEGREE = 111_195;

export const osmTreeRows = osmLayer({
  id: "tree-rows",
  layer: "tree",
  title: "Filari",
  derived: true,
  assumptions: [
    {
      it: `Di un filare è nota la linea, non gli alberi: uno ogni ${SPACING_METRES} m è ipotizzato.`,
      en: `Of a row its line is known, not its trees: one every ${SPACING_METRES} m is assumed.`,
    },
  ],
  async *read(extract, options) {
    for await (const block of extract.blocks("way", options))
      for (const { item, number } of block) {
        if (item.tags?.natural !== "tree_row") continue;
        for (const [index, place] of spaced(extract.placesOf(item.refs)).entries()) {
          yield {
            number,
            record: {
              externalId: `way/${item.id}/${index + 1}`,
              ...treeOf(item.tags),
              monumental: false,
              geom: { type: "Point", coordinates: place },
            },
          };
        }
      }
  },
});

/** Places along a line of degrees, the first at its beginning. */
function spaced(line: readonly (readonly [number, number, ...number[]])[]): [number, number][] {
  const places: [number, number][] = [];
  let due = 0;
  for (let i = 1; i < line.length; i++) {
    const [[ax, ay], [bx, by]] = [line[i - 1]!, line[i]!];
    const east = (bx - ax) * Math.cos((ay * Math.PI) / 180);
    const metres = Math.hypot(east, by - ay) * METRES_PER_DEGREE;
    for (; due <= metres; due += SPACING_METRES) {
      places.push([ax + ((bx - ax) * due) / (metres || 1), ay + ((by - ay) * due) / (metres || 1)]);
    }
    due -= metres;
  }
  return places;
}
