import type { NoDigPeriod } from "../../../../domain/conflicts/facts.ts";
import { factFrom, type LayerRow, shareOutLayer } from "./fact-source.ts";

interface Row extends LayerRow {
  readonly key: string;
  readonly name: string;
  readonly kinds: NoDigPeriod["kinds"];
  readonly yearly: boolean;
  readonly fromDay: string;
  readonly toDay: string;
}

/** The city's periods without digs that hold where each subject lies; null where none is on record. */
export const noDigPeriods = factFrom("noDigPeriods", {
  text: `
    WITH newest AS MATERIALIZED (
      SELECT * FROM (SELECT DISTINCT ON (id) * FROM no_dig_period ORDER BY id, version DESC) AS last WHERE NOT ended
    )
    SELECT known, subject, id::text AS key, name, kinds, yearly, from_day AS "fromDay", to_day AS "toDay"
    FROM (SELECT EXISTS (SELECT FROM newest) AS known) AS layer
      LEFT JOIN (
        SELECT subject, newest.* FROM newest
          JOIN subject ON newest.geom IS NULL OR ST_Intersects(newest.geom, subject.geom)
      ) AS holding ON true
    ORDER BY subject, name, key`,
  read: (rows: readonly Row[], subjects) =>
    shareOutLayer(
      rows,
      subjects,
      ({ key, name, kinds, yearly, fromDay, toDay }): NoDigPeriod => ({
        key,
        name,
        kinds,
        season: yearly ? { kind: "yearly", fromDay, toDay } : { kind: "once", from: fromDay, to: toDay },
      }),
    ),
});
