/** OGC API - Features, parts 1 and 2, to be mounted at `/ogc`. */
import { fileURLToPath } from "node:url";
import { type Request, type RequestHandler, type Response, Router } from "express";
import type { Collection } from "../../../domain/open-data/collections.ts";
import {
  checkPlainQuery,
  isFeatureId,
  readItemQuery,
  readItemsQuery,
} from "../../../domain/open-data/query.ts";
import { sendProblem } from "../../platform/problem.ts";
import {
  type Asked,
  GEOJSON_TYPE,
  JSON_TYPE,
  linksToSelf,
  OPENAPI_TYPE,
  readAsked,
  sendKept,
} from "./asked.ts";
import { type CollectionFacts, Extents, listCollections } from "./collection-facts.ts";
import { countFeatures, findFeature, listFeatures } from "./collection-store.ts";
import { apiDefinition } from "./ogc-definition.ts";
import { collectionsPage, conformancePage, describeCollection, landingPage } from "./ogc-documents.ts";
import { pageLinks, type RunRead, sendItems, writeFeature } from "./ogc-items.ts";
import * as pages from "./ogc-pages.ts";
import { type OpenDataSetting, refuseParameters, type ServedCity } from "./setting.ts";

const STYLE = fileURLToPath(new URL("style.css", import.meta.url));
/** A page for a person holds no more, whatever is asked for. */
const MOST_SHOWN = 1_000;

export function ogcRouter(setting: OpenDataSetting): Router {
  const { database, city: schema, findServed } = setting;
  const router = Router();
  const extents = new Extents();
  const run: RunRead = (work) => database.transaction(schema, work, { readOnly: true });

  const describeAll = async (asked: Asked, city: ServedCity) =>
    run(async (db) => {
      const facts = await listCollections(db);
      const documents = [];
      for (const one of facts)
        documents.push(describeCollection(one, await extents.of(db, one), city, asked));
      return { facts, documents };
    });

  /** A document about the service: its version says when it changes, and either encoding is made when it did. */
  const page =
    (
      make: (asked: Asked, city: ServedCity) => Promise<Made>,
      alsoKnown: readonly string[] = [],
    ): RequestHandler =>
    async (request, response) => {
      const errors = checkPlainQuery(request.query, alsoKnown);
      if (errors.length > 0) return refuseParameters(response, errors);
      const asked = readAsked(request);
      const made = await make(asked, await findServed());
      send(request, response, asked, made);
    };

  router.get(
    "/",
    page(async (asked, city) => ({
      json: landingPage(city, asked),
      html: () => pages.showLanding(city, asked),
    })),
  );
  router.get(
    "/conformance",
    page(async (asked, city) => ({
      json: conformancePage(asked),
      html: () => pages.showConformance(city, asked),
    })),
  );
  router.get(
    "/api",
    page(async (asked, city) => {
      const { facts, documents } = await describeAll(asked, city);
      const collections = facts.map(({ collection }) => collection);
      return {
        json: apiDefinition(city, collections, asked, setting.version),
        jsonType: OPENAPI_TYPE,
        html: () => pages.showDefinition(documents, city, asked),
      };
    }),
  );
  router.get(
    "/collections",
    page(async (asked, city) => {
      const { documents } = await describeAll(asked, city);
      return {
        json: collectionsPage(documents, asked),
        html: () => pages.showCollections(documents, city, asked),
      };
    }),
  );
  router.get("/style.css", (_request, response) => response.sendFile(STYLE, { maxAge: "1h" }));

  /** What a path names, or a 404 sent. */
  const findCollection = async (request: Request, response: Response): Promise<CollectionFacts | null> => {
    const facts = await run(listCollections);
    const found = facts.find(({ collection }) => collection.id === request.params.collectionId) ?? null;
    if (found === null) sendProblem(response, { refusal: "not-found" });
    return found;
  };

  router.get("/collections/:collectionId", async (request, response) => {
    const facts = await findCollection(request, response);
    if (facts === null) return;
    const errors = checkPlainQuery(request.query);
    if (errors.length > 0) return refuseParameters(response, errors);
    const asked = readAsked(request);
    const city = await findServed();
    const extent = await run((db) => extents.of(db, facts));
    const document = describeCollection(facts, extent, city, asked);
    send(request, response, asked, {
      json: document,
      html: () => pages.showCollection(facts.collection, document, city, asked),
    });
  });

  router.get("/collections/:collectionId/items", async (request, response) => {
    const facts = await findCollection(request, response);
    if (facts === null) return;
    const read = readItemsQuery(facts.collection, request.query);
    if ("errors" in read) return refuseParameters(response, read.errors);
    const asked = readAsked(request);
    if (sendKept(request, response, facts.version, facts.updatedAt)) return;
    if (request.method === "HEAD") return void response.type(typeOf(asked)).end();
    const { query } = read;
    if (asked.format === "json") {
      return sendItems(response, run, facts.collection, query, asked, setting.now());
    }
    const limit = Math.min(query.limit, MOST_SHOWN);
    const { rows, matched } = await run(async (db) => ({
      rows: await listFeatures(db, facts.collection, query, limit + 1),
      matched: await countFeatures(db, facts.collection, query),
    }));
    const shown = rows.slice(0, limit);
    const links = pageLinks(facts.collection, asked, rows.length > limit ? shown.at(-1)! : null);
    const content = { rows: shown, matched, links };
    response.type("html").send(pages.showItems(facts.collection, content, await findServed(), asked));
  });

  router.get("/collections/:collectionId/items/:featureId", async (request, response) => {
    const facts = await findCollection(request, response);
    if (facts === null) return;
    const read = readItemQuery(request.query);
    if ("errors" in read) return refuseParameters(response, read.errors);
    const { collection } = facts;
    const id = String(request.params.featureId);
    const row = isFeatureId(collection, id)
      ? await run((db) => findFeature(db, collection, id, read.system))
      : null;
    if (row === null) return sendProblem(response, { refusal: "not-found" });
    const asked = readAsked(request);
    if (sendKept(request, response, facts.version, facts.updatedAt)) return;
    if (asked.format === "html") {
      return void response.type("html").send(pages.showItem(collection, row, await findServed(), asked));
    }
    const links = [...linksToSelf(asked, GEOJSON_TYPE), collectionLink(collection, asked)];
    response.setHeader("Content-Crs", `<${read.system.uri}>`);
    response.type(GEOJSON_TYPE).send(writeFeature(collection, row, links));
  });
  return router;
}

interface Made {
  readonly json: object;
  readonly jsonType?: string;
  readonly html: () => string;
}

function collectionLink({ id, title }: Collection, { base, language }: Asked) {
  return { href: `${base}/collections/${id}`, rel: "collection", type: JSON_TYPE, title: title[language] };
}

function typeOf({ format }: Asked): string {
  return format === "html" ? "html" : GEOJSON_TYPE;
}

/** Of a document about the service its own words are the version. */
function send(request: Request, response: Response, asked: Asked, made: Made): void {
  const text = JSON.stringify(made.json);
  if (sendKept(request, response, text, null)) return;
  if (asked.format === "html") return void response.type("html").send(made.html());
  response.setHeader("Content-Type", made.jsonType ?? JSON_TYPE);
  response.send(text);
}
