import type { FactName, Facts } from "../../../../domain/conflicts/facts.ts";

/** A column as it comes both in a row and in JSON; instants are asked for as milliseconds since 1970. */
type Column = string | number | boolean | null | readonly Column[];

/** What a statement answers: a thing beside the subject of that number. */
export interface FactRow {
  readonly subject: number;
}

/**
 * Where a fact comes from: one set-form statement for all subjects at once, and what its rows tell of each. The
 * subjects are a table that the engine puts in front (`WITH subject AS …`), so that the same statement serves a draft
 * and the whole city:
 *
 * - `subject` integer: its number, from 0 on
 * - `geom` geometry(Polygon|MultiPolygon, 32632): its footprint; `line`: its drawn line, null for an area
 * - `during` tstzrange: its period
 * - `detour`: where its traffic is led instead, null where none is drawn
 * - `intervention_id` uuid: its own intervention, null for a draft that is not saved
 *
 * Only those subjects are in it that some rule needs the fact of. A second table, `piece`, has their footprints in
 * pieces of few corners (`candidatesOf`).
 */
export interface FactSource<Name extends FactName, Row = unknown> {
  /** `SELECT … FROM subject …` or `WITH … SELECT …`, without parameters; its other columns are `Column`s. */
  readonly text: string;
  /** What the rows tell of each of so many subjects, in their order. */
  readonly read: (rows: readonly Row[], subjects: number) => readonly Facts[Name][];
}

type Columns<Row> = { readonly [Name in keyof Row]: Column };

export function factFrom<Name extends FactName, Row extends Columns<Row>>(
  _fact: Name,
  source: FactSource<Name, Row>,
): FactSource<Name> {
  return source as FactSource<Name>;
}

/**
 * Of a layer, what is within reach of each subject, as `candidate`: its row, its `distance`, and whatever else is asked
 * of all `piece`s it is near to; and the subject as `near`. By pieces, of which the nearest is as near as the whole: the
 * box around 5 km of street holds a quarter of the city, and each distance goes round all its corners (pipes of such a
 * draft: 0.9 s by the whole, 0.1 s by pieces, on a busy machine).
 */
export function candidatesOf(
  table: string,
  reachMetres: number,
  { where = "true", also }: { readonly where?: string; readonly also?: string } = {},
): string {
  return `(SELECT piece.subject, min(ST_Distance(thing.geom, piece.geom)) AS distance, thing.*
        ${also === undefined ? "" : `, ${also}`}
      FROM piece JOIN ${table} AS thing
        ON ${where} AND ST_DWithin(thing.geom, piece.geom, ${reachMetres})
      GROUP BY piece.subject, thing.id) AS candidate
    JOIN subject AS near ON near.subject = candidate.subject`;
}

/** Of a phase: not of the subject's own intervention. */
export const OF_ANOTHER = "(piece.intervention_id IS NULL OR thing.intervention_id <> piece.intervention_id)";

/** The rows of each subject, in the order they came. */
export function shareOut<Row extends FactRow>(rows: readonly Row[], subjects: number): Row[][] {
  const shares: Row[][] = Array.from({ length: subjects }, () => []);
  for (const row of rows) shares[row.subject]!.push(row);
  return shares;
}

/** Columns of a thing of a layer; all but `known` are null in the row that stands for a layer without one near. */
export interface LayerRow {
  readonly known: boolean;
  readonly subject: number | null;
}

/**
 * The layer's row without a thing beside it says only whether there is anything on record at all: null for every
 * subject where there is not.
 */
export function shareOutLayer<Row extends LayerRow, Thing>(
  rows: readonly Row[],
  subjects: number,
  toThing: (row: Row) => Thing,
): readonly (readonly Thing[] | null)[] {
  if (!rows[0]!.known) return Array.from({ length: subjects }, () => null);
  const shares: Thing[][] = Array.from({ length: subjects }, () => []);
  for (const row of rows) if (row.subject !== null) shares[row.subject]!.push(toThing(row));
  return shares;
}
