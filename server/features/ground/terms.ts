import type { Database } from "../../platform/db.ts";
import type { DatasetTerms } from "../imports/import-plan.ts";
import { listTerms } from "./surveyed-store.ts";

const joined = (values: readonly (string | null)[]) => {
  const named = [...new Set(values.filter((value) => value !== null))];
  return named.length === 0 ? null : named.join("; ");
};

/** What is worked out of a layer has that layer's terms, and no file of its own. */
export async function readTerms(
  database: Database,
  city: string,
  layer: "street_segment" | "elevation_point",
): Promise<Omit<DatasetTerms, "id" | "layer" | "title" | "assumptions">> {
  const terms = await database.transaction(city, (db) => listTerms(db, layer), { readOnly: true });
  return {
    source: layer === "street_segment" ? "assi stradali di questa città" : "quote rilevate di questa città",
    publisher: joined(terms.map(({ publisher }) => publisher)),
    licence: joined(terms.map(({ licence }) => licence)) ?? "-",
    attribution: joined(terms.map(({ attribution }) => attribution)),
    synthetic: false,
    derived: true,
    file: null,
    format: null,
    crs: null,
  };
}
