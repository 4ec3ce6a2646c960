import { type NearbyPlace, PLACE_REACH_METRES } from "../../../../domain/conflicts/facts.ts";
import { factFrom } from "./fact-source.ts";

type Sort = NearbyPlace["sort"];

interface Row {
  /** Null in a row that says of a sort that none is on record. */
  readonly subject: number | null;
  readonly sort: Sort;
  readonly key: string | null;
  readonly name: string | null;
  readonly distanceMetres: number | null;
  readonly lineDistanceMetres: number | null;
  readonly synthetic: boolean | null;
}

/** Where each sort is kept: its table, which of its rows, and how one is called. */
const KEPT: Readonly<
  Record<Sort, { readonly table: string; readonly where?: string; readonly name?: string }>
> = {
  transitLine: {
    table: "transit_line",
    where: "thing.geom IS NOT NULL",
    name: "concat_ws(' ', code, title)",
  },
  transitStop: { table: "transit_stop" },
  school: { table: "facility", where: "kind = 'school'" },
  hospital: { table: "facility", where: "kind = 'hospital'" },
  carPark: { table: "car_park" },
  trafficGate: { table: "limited_traffic_gate" },
};

const near = (sort: Sort) => {
  const { table, where = "true", name = "name" } = KEPT[sort];
  return `
    SELECT subject, '${sort}' AS sort, external_id AS key, ${name} AS name,
      ST_Distance(thing.geom, subject.geom) AS "distanceMetres",
      ST_Distance(thing.geom, subject.line) AS "lineDistanceMetres",
      coalesce((SELECT bool_or(synthetic) FROM dataset WHERE layer = '${table}'), false) AS synthetic
    FROM subject JOIN ${table} AS thing
      ON ${where} AND ST_DWithin(thing.geom, subject.geom, ${PLACE_REACH_METRES[sort]})
    UNION ALL
    SELECT NULL, '${sort}', NULL, NULL, NULL, NULL, NULL
    WHERE NOT EXISTS (SELECT FROM ${table} AS thing WHERE ${where})`;
};

const SORTS = Object.keys(KEPT) as Sort[];

/** Named things near each subject, the nearest of each sort first, and the sorts that this city has none of. */
export const nearbyPlaces = factFrom("nearbyPlaces", {
  text: `
    SELECT * FROM (${SORTS.map(near).join("\n    UNION ALL")}) AS found
    ORDER BY subject, sort, "distanceMetres", key`,
  read: (rows: readonly Row[], subjects) => {
    const missing = rows.filter(({ subject }) => subject === null).map(({ sort }) => sort);
    const shares: NearbyPlace[][] = Array.from({ length: subjects }, () => []);
    for (const { subject, ...thing } of rows)
      if (subject !== null) shares[subject]!.push(thing as NearbyPlace);
    return shares.map((things) => ({ things, missing }));
  },
});
