import type { Response } from "express";
import type { Collection } from "../../../domain/open-data/collections.ts";
import type { ItemsQuery } from "../../../domain/open-data/query.ts";
import type { Db } from "../../platform/db.ts";
import { type Asked, GEOJSON_TYPE, HTML_TYPE, type Link, linksToSelf, withParameters } from "./asked.ts";
import { countFeatures, type FeatureRow, listFeatures } from "./collection-store.ts";

/** A short transaction for each batch: held open while a slow caller reads, it would stop the embedded database. */
export type RunRead = <T>(work: (db: Db) => Promise<T>) => Promise<T>;

const BATCH = 1_000;

export function propertiesOf({ fields }: Collection, row: FeatureRow): Record<string, unknown> {
  return Object.fromEntries(fields.map(({ name }) => [name, row[name] ?? null]));
}

/** The geometry is text already, and is written as it is. */
export function writeFeature(collection: Collection, row: FeatureRow, links?: readonly Link[]): string {
  const more = links === undefined ? "" : `,"links":${JSON.stringify(links)}`;
  return `{"type":"Feature","id":${JSON.stringify(row.id)},"geometry":${row.geometry ?? "null"},"properties":${JSON.stringify(propertiesOf(collection, row))}${more}}`;
}

export function pageLinks({ id, title }: Collection, asked: Asked, last: FeatureRow | null): readonly Link[] {
  const { base, self, format, language } = asked;
  const type = format === "html" ? HTML_TYPE : GEOJSON_TYPE;
  const address = `${base}/collections/${id}`;
  return [
    ...linksToSelf(asked, GEOJSON_TYPE),
    { href: address, rel: "collection", type: "application/json", title: title[language] },
    ...(last === null
      ? []
      : [{ href: withParameters(self, { after: String(last.id) }), rel: "next", type, title: "Next page" }]),
  ];
}

/** Batch after batch, up to the limit; `hasMore` is known with the last. */
async function* readBatches(run: RunRead, collection: Collection, query: ItemsQuery) {
  let left = query.limit;
  let after = query.after;
  for (;;) {
    const size = Math.min(BATCH, left);
    const rows = await run((db) => listFeatures(db, collection, { ...query, after }, size + 1));
    const hasMore = rows.length > size;
    const batch = hasMore ? rows.slice(0, size) : rows;
    left -= batch.length;
    yield { rows: batch, hasMore };
    if (!hasMore || left === 0) return;
    after = String(batch.at(-1)!.id);
  }
}

/** Writes a page of features as they are read, at the pace at which they are taken. */
export async function sendItems(
  response: Response,
  run: RunRead,
  collection: Collection,
  query: ItemsQuery,
  asked: Asked,
  nowMs: number,
): Promise<void> {
  const matched = await run((db) => countFeatures(db, collection, query));
  const batches = readBatches(run, collection, query);
  // Before the head is sent, so that a database that does not answer is told as such.
  let step = await batches.next();
  response.setHeader("Content-Type", GEOJSON_TYPE);
  response.setHeader("Content-Crs", `<${query.system.uri}>`);
  response.write(
    `{"type":"FeatureCollection","timeStamp":"${new Date(nowMs).toISOString()}","numberMatched":${matched},"features":[`,
  );
  let returned = 0;
  let last: FeatureRow | null = null;
  let hasMore = false;
  while (!step.done) {
    const { rows } = step.value;
    const text = rows.map((row) => writeFeature(collection, row)).join(",\n");
    if (text !== "" && !response.write(`${returned === 0 ? "\n" : ",\n"}${text}`)) await drained(response);
    if (response.destroyed) return;
    returned += rows.length;
    last = rows.at(-1) ?? last;
    hasMore = step.value.hasMore;
    step = await batches.next();
  }
  const links = pageLinks(collection, asked, hasMore ? last : null);
  response.end(`\n],"numberReturned":${returned},"links":${JSON.stringify(links)}}`);
}

function drained(response: Response): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off("drain", go).off("close", go);
      resolve();
    };
    response.on("drain", go).on("close", go);
  });
}
