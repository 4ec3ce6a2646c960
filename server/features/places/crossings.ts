import type { ResponseOf } from "../../../domain/contract/endpoint.ts";
import { toDegrees } from "../../../domain/geo/projection.ts";
import type { listCrossings } from "../../../domain/places/contract.ts";
import { projectOnPath } from "../../../domain/places/path.ts";
import { straightBridges, streetEnds } from "../../../domain/places/street-graph.ts";
import { findStretch } from "../../../domain/places/stretch.ts";
import type { Db } from "../../platform/db.ts";
import { groupBy } from "./clusters.ts";
import { gather } from "./gather.ts";
import { findPlacesByExternalId } from "./search-store.ts";
import { getStreetOnGraph } from "./street-on-graph.ts";

/** What meets a street, in order along it; nothing of a street that is not known. */
export async function crossingsAlong(db: Db, streetId: string): Promise<ResponseOf<typeof listCrossings>> {
  const place = (await findPlacesByExternalId(db, streetId)).find(
    ({ kind }) => kind === "street" || kind === "square",
  );
  const none = { crossings: [], lengthMetres: 0 };
  if (place === undefined) return none;
  const street = await getStreetOnGraph(db, place);
  const segments = [...street.segments, ...straightBridges(street.segments)];
  const ends = streetEnds(segments);
  const whole = ends && findStretch(segments, new Set([ends[0]]), new Set([ends[1]]));
  if (!whole) return none;
  const { path, lengthMetres } = whole.walk;
  const crossings = [...groupBy(street.crossings, ({ title }) => title)].flatMap(([title, nodes]) => {
    const places = nodes.map(({ node }) => {
      const [x, y] = street.nodes.get(node)!;
      return { x, y };
    });
    return gather(places).map((junction) => {
      const [x, y] = [
        junction.reduce((sum, one) => sum + one.x, 0) / junction.length,
        junction.reduce((sum, one) => sum + one.y, 0) / junction.length,
      ];
      return { title, position: toDegrees([x, y]), alongMetres: projectOnPath(path, [x, y]).alongMetres };
    });
  });
  return { crossings: crossings.sort((a, b) => a.alongMetres - b.alongMetres), lengthMetres };
}
