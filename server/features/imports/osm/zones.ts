import { readAreas } from "./areas.ts";
import { osmLayer } from "./osm-layer.ts";
import type { Tags } from "./pbf.ts";

/** wiki Tag:boundary=administrative: 8 is mostly a municipality, 9 and 10 its parts. */
const KINDS: Readonly<Record<string, "district" | "neighbourhood">> = {
  "8": "district",
  "9": "district",
  "10": "neighbourhood",
};

const isZone = (tags: Tags) =>
  tags.type === "boundary" &&
  tags.boundary === "administrative" &&
  tags.name !== undefined &&
  tags.admin_level !== undefined &&
  tags.admin_level in KINDS;

/** Administrative zones that lie whole in the extract. */
export const osmZones = osmLayer({
  id: "zones",
  layer: "zone",
  title: "Comuni e quartieri",
  assumptions: [
    {
      it: "Solo i confini interi nell'estratto; i residenti non sono noti.",
      en: "Only borders that are whole in the extract; residents are not known.",
    },
  ],
  async *read(extract, options) {
    // One record a zone: the pieces of one come one after another.
    let zone: {
      number: number;
      tags: Tags;
      externalId: string;
      pieces: (readonly (readonly [number, number])[])[][];
    } | null = null;
    const recordOf = ({ number, tags, externalId, pieces }: NonNullable<typeof zone>) => ({
      number,
      record: {
        externalId,
        kind: KINDS[tags.admin_level!]!,
        name: tags.name!,
        residents: null,
        households: null,
        geom: { type: "MultiPolygon" as const, coordinates: pieces },
      },
    });
    for await (const area of readAreas(extract, isZone, options)) {
      if ("refused" in area) yield area;
      else if (area.remarks.length > 0) yield { number: area.number, refused: area.remarks[0]! };
      else {
        const pieces = area.rings.map((ring) => ring.map(([x, y]) => [x, y] as const));
        if (zone !== null && area.number === zone.number) zone.pieces.push(pieces);
        else {
          if (zone !== null) yield recordOf(zone);
          zone = { number: area.number, tags: area.tags, externalId: area.externalId, pieces: [pieces] };
        }
      }
    }
    if (zone !== null) yield recordOf(zone);
  },
});
