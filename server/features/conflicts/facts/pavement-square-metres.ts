import { PAVEMENT_REACH_METRES } from "../../../../domain/conflicts/facts.ts";
import { factFrom } from "./fact-source.ts";

interface Row {
  readonly subject: number;
  readonly squareMetres: number | null;
}

/** Pavement under each subject; null where there is none on record for a long way around. */
export const pavementSquareMetres = factFrom("pavementSquareMetres", {
  text: `
    SELECT subject, coalesce(taken.area, CASE WHEN EXISTS (SELECT FROM ground
        WHERE kind = 'pavement' AND ST_DWithin(ground.geom, subject.geom, ${PAVEMENT_REACH_METRES}))
      THEN 0 END) AS "squareMetres"
    FROM subject LEFT JOIN LATERAL (
      SELECT sum(ST_Area(ST_Intersection(ground.geom, subject.geom, 0.0001))) AS area
      FROM ground WHERE kind = 'pavement' AND ST_Intersects(ground.geom, subject.geom)
    ) AS taken ON true
    ORDER BY subject`,
  read: (rows: readonly Row[]) => rows.map(({ squareMetres }) => squareMetres),
});
