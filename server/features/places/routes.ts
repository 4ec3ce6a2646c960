import { parseExtent } from "../../../domain/contract/parameters.ts";
import { refuse } from "../../../domain/contract/problems.ts";
import { findPlaces, listStreets } from "../../../domain/places/contract.ts";
import { readCursor, writeCursor } from "../../platform/cursor.ts";
import { implement } from "../../platform/implement.ts";
import * as store from "./store.ts";

export const placesRoutes = [
  implement(findPlaces)(async ({ db, query }) => {
    const words = query.text.split(/[\s,]+/).filter((word) => word !== "");
    if (words.length === 0) return { places: [] };
    const rows = await store.findPlaces(db, words, query.limit);
    return {
      places: rows.map(({ longitude, latitude, west, south, east, north, ...place }) => ({
        ...place,
        position: [longitude, latitude],
        extent: [west, south, east, north],
      })),
    };
  }),

  implement(listStreets)(async ({ db, query }) => {
    const after = query.after === undefined ? ([0] as const) : readCursor(query.after, ["number"]);
    if (after === null) {
      return refuse("bad-input", { errors: [{ field: "after", message: "not a page of this list" }] });
    }
    const extent = query.bbox === undefined ? null : parseExtent(query.bbox);
    const rows = await store.listStreets(db, extent, after[0], query.limit);
    const last = rows[rows.length - 1];
    return {
      type: "FeatureCollection",
      features: rows.map(({ sequence: _, id, geometry, ...properties }) => ({
        type: "Feature",
        id,
        geometry,
        properties,
      })),
      numberReturned: rows.length,
      next: rows.length < query.limit || last === undefined ? null : writeCursor([last.sequence]),
    };
  }),
];
