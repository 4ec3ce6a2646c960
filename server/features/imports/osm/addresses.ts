import type { Position } from "../../../../domain/geo/geometry.ts";
import { readAreas } from "./areas.ts";
import { osmLayer } from "./osm-layer.ts";
import type { Tags } from "./pbf.ts";

const isAddressed = (tags: Tags) =>
  tags["addr:housenumber"] !== undefined && tags["addr:street"] !== undefined;

/** House numbers: of nodes, then of areas that no node numbers alike. */
export const osmAddresses = osmLayer({
  id: "addresses",
  layer: "address",
  title: "Numeri civici",
  assumptions: [
    {
      it: "Il numero di un edificio sta nel suo mezzo. Sono presi i numeri che nominano una via dell'estratto, ciascuno una volta.",
      en: "A building's number stands in its middle. Numbers that name a street of the extract are taken, each once.",
    },
  ],
  async *read(extract, options) {
    const told = new Set<string>();
    const addressOf = (externalId: string, tags: Tags, [x, y]: Position) => {
      const [streetId, houseNumber] = [tags["addr:street"]!, tags["addr:housenumber"]!];
      const key = `${streetId} ${houseNumber}`;
      if (told.has(key)) return null;
      told.add(key);
      const geom = { type: "Point", coordinates: [x, y] } as const;
      return { externalId, streetId, houseNumber, buildingId: null, geom };
    };
    for await (const block of extract.blocks("node", options))
      for (const { item, number } of block) {
        if (item.tags === undefined || !isAddressed(item.tags)) continue;
        const record = addressOf(`node/${item.id}`, item.tags, [item.lon, item.lat]);
        if (record !== null) yield { number, record };
      }
    for await (const area of readAreas(extract, isAddressed, options)) {
      if ("refused" in area) yield area;
      else {
        const record = addressOf(area.externalId, area.tags, middleOf(area.rings[0]!));
        if (record !== null) yield { number: area.number, record };
      }
    }
  },
});

/** The centre of mass of a ring, or of its corners where it has no area. */
export function middleOf(ring: readonly Position[]): [number, number] {
  const [x0, y0] = ring[0]!;
  let [twice, x, y] = [0, 0, 0];
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay, bx, by] = [ring[i - 1]![0] - x0, ring[i - 1]![1] - y0, ring[i]![0] - x0, ring[i]![1] - y0];
    const cross = ax * by - bx * ay;
    twice += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return twice === 0 ? [x0, y0] : [x0 + x / (3 * twice), y0 + y / (3 * twice)];
}
