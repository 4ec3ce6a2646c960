import type { StreetClass } from "../../../domain/city/city-data.ts";
import { parseExtent } from "../../../domain/contract/parameters.ts";
import { refuse } from "../../../domain/contract/problems.ts";
import {
  describePlace,
  findPlaces,
  listCrossings,
  listStreets,
  listTouchedStreets,
  locateOnStreet,
  STREET_RANKS,
} from "../../../domain/places/contract.ts";
import { readCursor, writeCursor } from "../../platform/cursor.ts";
import { implement } from "../../platform/implement.ts";
import { crossingsAlong } from "./crossings.ts";
import { describeFootprint } from "./describe-place.ts";
import { locate } from "./locate.ts";
import { searchPlaces } from "./search.ts";
import * as store from "./store.ts";
import { hasHouseNumbers, listTouched } from "./touched-store.ts";

export const placesRoutes = [
  implement(findPlaces)(async ({ db, query }) => ({
    places: await searchPlaces(db, query.text, query.limit),
  })),

  implement(locateOnStreet)(({ db, query }) => locate(db, query.text, query.streetId ?? null)),

  implement(listCrossings)(({ db, query }) => crossingsAlong(db, query.streetId)),

  implement(describePlace)(async ({ db, body }) => ({ place: await describeFootprint(db, body.footprint) })),

  implement(listTouchedStreets)(async ({ db, body }) => ({
    streets: await listTouched(db, body.footprints),
    houseNumbersKnown: await hasHouseNumbers(db),
  })),

  implement(listStreets)(async ({ db, query }) => {
    const after = query.after === undefined ? ([0] as const) : readCursor(query.after, ["number"]);
    if (after === null) {
      return refuse("bad-input", { errors: [{ field: "after", message: "not a page of this list" }] });
    }
    const ranks: StreetClass[] = STREET_RANKS.slice(0, STREET_RANKS.indexOf(query.least) + 1);
    const classes: StreetClass[] = ranks.includes("local_collector") ? [...ranks, "pedestrian"] : ranks;
    const rows = await store.listStreets(db, parseExtent(query.bbox), classes, after[0], query.limit);
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
