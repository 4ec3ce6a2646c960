import type { Db } from "../../platform/db.ts";

export interface PlaceRow {
  readonly id: number;
  readonly kind: "street" | "square" | "stop" | "facility" | "zone";
  readonly externalId: string;
  readonly title: string;
  readonly detail: string | null;
  readonly sizeMetres: number;
  readonly streetIds: readonly number[];
  readonly undriven: boolean;
  /** EPSG:32632 metres, as all positions here: PostGIS takes 150 ms for the first transformation of a connection. */
  readonly x: number;
  readonly y: number;
  /** West, south, east, north. */
  readonly box: readonly [number, number, number, number];
}

const PLACE_COLUMNS = `place.id, place.kind, place.external_id AS "externalId", place.title, place.detail,
  place.size_metres AS "sizeMetres", place.street_ids AS "streetIds", place.undriven,
  ST_X(place.geom) AS x, ST_Y(place.geom) AS y,
  ARRAY[ST_XMin(place.extent), ST_YMin(place.extent), ST_XMax(place.extent), ST_YMax(place.extent)] AS box`;

/**
 * Places whose names hold the words asked for, whole or begun; the likeliest first, to be ranked by
 * `fitName`. What is rare tells more: "san" is in hundreds of names. `similar` are words that may have been meant,
 * each by the position of the one that was written; with `byTrigrams` so are all that look alike (pg_trgm, 0.3).
 * Rounded, so that the order in which sums were added up does not decide between equals.
 */
export async function findCandidates(
  db: Db,
  words: readonly string[],
  similar: readonly { readonly position: number; readonly word: string }[],
  byTrigrams: boolean,
  limit: number,
): Promise<PlaceRow[]> {
  const { rows } = await db.query<PlaceRow>(
    `WITH token AS (
       SELECT word, n::integer FROM unnest($1::text[]) WITH ORDINALITY AS asked (word, n)
     ), met AS (
       SELECT n, place_ids, CASE WHEN place_word.word = token.word THEN 1.0 ELSE 0.85 END AS quality
       FROM token JOIN place_word ON place_word.word ~>=~ token.word AND place_word.word ~<~ (token.word || chr(1114111))
       UNION ALL
       SELECT n, place_ids, 0.75 FROM unnest($2::integer[], $3::text[]) AS variant (n, word) JOIN place_word USING (word)
       UNION ALL
       SELECT n, place_ids, 0.8 * similarity(place_word.word, token.word)
       FROM token JOIN place_word ON place_word.word % token.word WHERE $4
     ), hit AS (
       SELECT place_id, n, max(quality) AS quality, max(quality / (1 + ln(cardinality(place_ids)))) AS told
       FROM met, unnest(place_ids) AS place_id GROUP BY place_id, n
     ), likeliest AS (
       SELECT place_id, sum(quality) AS quality, sum(told) AS told FROM hit GROUP BY place_id
     )
     SELECT ${PLACE_COLUMNS} FROM likeliest JOIN place ON place.id = place_id
     ORDER BY round((quality + told)::numeric, 9) DESC, size_metres DESC, place.id LIMIT $5`,
    [words, similar.map(({ position }) => position), similar.map(({ word }) => word), byTrigrams, limit],
  );
  return rows;
}

export interface WordRow {
  readonly word: string;
  readonly placeIds: readonly number[];
}

/** The whole index, to be asked in memory. */
export async function listIndexedPlaces(db: Db): Promise<PlaceRow[]> {
  const { rows } = await db.query<PlaceRow>(`SELECT ${PLACE_COLUMNS} FROM place ORDER BY id`);
  return rows;
}

export async function listIndexedWords(db: Db): Promise<WordRow[]> {
  const { rows } = await db.query<WordRow>(`SELECT word, place_ids AS "placeIds" FROM place_word`);
  return rows;
}

/** Another one whenever the index was made anew: it is made beside the one in use, and takes its name. */
export async function findIndexStamp(db: Db): Promise<string> {
  const { rows } = await db.query<{ stamp: string }>("SELECT 'place'::regclass::oid::text AS stamp");
  return rows[0]!.stamp;
}

export async function findPlacesByExternalId(db: Db, externalId: string): Promise<PlaceRow[]> {
  const { rows } = await db.query<PlaceRow>(
    `SELECT ${PLACE_COLUMNS} FROM place WHERE external_id = $1 ORDER BY place.id`,
    [externalId],
  );
  return rows;
}

export async function getPlace(db: Db, id: number): Promise<PlaceRow> {
  const { rows } = await db.query<PlaceRow>(`SELECT ${PLACE_COLUMNS} FROM place WHERE place.id = $1`, [id]);
  if (rows[0] === undefined) throw new Error(`no place ${id}`);
  return rows[0];
}

export interface AddressRow {
  readonly externalId: string;
  readonly streetId: number;
  readonly houseNumber: string;
  readonly x: number;
  readonly y: number;
}

/** House numbers of these streets that are the one asked for or begin with it ("1" for 1, 10, 12/A). */
export async function findAddresses(
  db: Db,
  streetIds: readonly number[],
  plainHouseNumber: string,
  limit: number,
): Promise<AddressRow[]> {
  const { rows } = await db.query<AddressRow>(
    `SELECT external_id AS "externalId", street_id AS "streetId", house_number AS "houseNumber",
       ST_X(geom) AS x, ST_Y(geom) AS y
     FROM (SELECT *, lower(regexp_replace(house_number, '[^[:alnum:]]', '', 'g')) AS plain FROM address
           WHERE street_id = ANY ($1::integer[])) AS address
     WHERE plain = $2 OR starts_with(plain, $2)
     ORDER BY length(plain), plain, id LIMIT $3`,
    [streetIds, plainHouseNumber, limit],
  );
  return rows;
}

export interface JunctionRow {
  readonly placeId: number;
  readonly otherId: number;
  readonly node: number;
  readonly x: number;
  readonly y: number;
}

/** Nodes of the street graph where a street of one list and one of the other meet. */
export async function findJunctions(
  db: Db,
  placeIds: readonly number[],
  otherIds: readonly number[],
): Promise<JunctionRow[]> {
  const { rows } = await db.query<JunctionRow>(
    `WITH first AS (
       SELECT place_id, from_node AS node, segment_id FROM place_segment WHERE place_id = ANY ($1::integer[])
       UNION SELECT place_id, to_node, segment_id FROM place_segment WHERE place_id = ANY ($1::integer[])
     ), second AS (
       SELECT place_id, from_node AS node FROM place_segment WHERE place_id = ANY ($2::integer[])
       UNION SELECT place_id, to_node FROM place_segment WHERE place_id = ANY ($2::integer[])
     ), met AS (
       SELECT first.place_id AS "placeId", second.place_id AS "otherId", node, min(segment_id) AS segment_id
       FROM first JOIN second USING (node) WHERE first.place_id <> second.place_id
       GROUP BY first.place_id, second.place_id, node
     )
     SELECT "placeId", "otherId", node, ST_X(at) AS x, ST_Y(at) AS y
     FROM met JOIN street_segment ON street_segment.id = segment_id,
       LATERAL (SELECT CASE WHEN from_node = node THEN ST_StartPoint(geom) ELSE ST_EndPoint(geom) END AS at) AS end_point
     ORDER BY "placeId", "otherId", node`,
    [placeIds, otherIds],
  );
  return rows;
}

/** Where a street comes nearest to another: a point of the first; null when they are farther apart than this. */
export async function findNearest(
  db: Db,
  placeId: number,
  otherId: number,
  withinMetres: number,
): Promise<{ x: number; y: number; apartMetres: number } | null> {
  const { rows } = await db.query<{ x: number; y: number; apartMetres: number }>(
    `WITH line AS (
       SELECT place_id, geom FROM place_segment JOIN street_segment ON street_segment.id = segment_id
       WHERE place_id IN ($1, $2)
       UNION ALL
       SELECT place.id, street.geom FROM place JOIN street ON street.id = ANY (street_ids)
       WHERE undriven AND place.id IN ($1, $2)
     ), nearest AS (
       SELECT ST_ShortestLine(own.geom, other.geom) AS link
       FROM line AS own, line AS other
       WHERE own.place_id = $1 AND other.place_id = $2 AND ST_DWithin(own.geom, other.geom, $3)
     )
     SELECT ST_Length(link) AS "apartMetres", ST_X(ST_StartPoint(link)) AS x, ST_Y(ST_StartPoint(link)) AS y
     FROM nearest ORDER BY ST_Length(link), x LIMIT 1`,
    [placeId, otherId, withinMetres],
  );
  return rows[0] ?? null;
}
