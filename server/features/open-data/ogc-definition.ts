/**
 * The service as an OpenAPI 3.0 document (part 1 §9.1): 3.0 and not the 3.1 of openapi.json, since that is what the
 * conformance class names and what GDAL and QGIS read.
 */
import { COLLECTIONS, type Collection, type CollectionField } from "../../../domain/open-data/collections.ts";
import { DEFAULT_LIMIT, MAX_LIMIT } from "../../../domain/open-data/query.ts";
import { CRS84, EPSG_32632, REFERENCE_SYSTEMS } from "../../../domain/open-data/reference-systems.ts";
import { type Asked, GEOJSON_TYPE, HTML_TYPE, JSON_TYPE } from "./asked.ts";
import { SCHEMAS } from "./ogc-schemas.ts";
import type { ServedCity } from "./setting.ts";

const reference = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });

const PARAMETERS = {
  f: {
    name: "f",
    in: "query",
    description: "The encoding, where the Accept header shall not say it.",
    required: false,
    schema: { type: "string", enum: ["json", "html"] },
  },
  limit: {
    name: "limit",
    in: "query",
    description: "How many features a page holds at most.",
    required: false,
    style: "form",
    explode: false,
    schema: { type: "integer", minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT },
  },
  after: {
    name: "after",
    in: "query",
    description: "The identifier after which the page begins: `next` links give it.",
    required: false,
    schema: { type: "string" },
  },
  bbox: {
    name: "bbox",
    in: "query",
    description: "Lower corner, upper corner, in the axis order of bbox-crs. Heights are passed over.",
    required: false,
    style: "form",
    explode: false,
    schema: {
      type: "array",
      oneOf: [
        { minItems: 4, maxItems: 4 },
        { minItems: 6, maxItems: 6 },
      ],
      items: { type: "number" },
    },
  },
  "bbox-crs": {
    name: "bbox-crs",
    in: "query",
    description: "The reference system of bbox.",
    required: false,
    style: "form",
    explode: false,
    schema: {
      type: "string",
      format: "uri",
      enum: REFERENCE_SYSTEMS.map(({ uri }) => uri),
      default: CRS84,
    },
  },
  crs: {
    name: "crs",
    in: "query",
    description: `The reference system of the reply, named in its Content-Crs header. Kept in ${EPSG_32632}.`,
    required: false,
    style: "form",
    explode: false,
    schema: {
      type: "string",
      format: "uri",
      enum: REFERENCE_SYSTEMS.map(({ uri }) => uri),
      default: CRS84,
    },
  },
  datetime: {
    name: "datetime",
    in: "query",
    description:
      "An instant, or two with a slash between them, `..` where open. What has no time is always told.",
    required: false,
    style: "form",
    explode: false,
    schema: { type: "string" },
  },
} as const;

function filterParameter({ name, type, values }: CollectionField) {
  return {
    name,
    in: "query",
    description: `Only features whose ${name} is this.`,
    required: false,
    style: "form",
    explode: false,
    schema: type === "boolean" ? { type: "boolean" } : { type: "string", ...(values && { enum: values }) },
  };
}

function reply(description: string, jsonType: string, schema: string, more: object = {}) {
  return {
    description,
    ...more,
    content: {
      [jsonType]: { schema: reference("schemas", schema) },
      [HTML_TYPE]: { schema: { type: "string" } },
    },
  };
}

const CONTENT_CRS = {
  headers: {
    "Content-Crs": { description: "The reference system of the geometries.", schema: { type: "string" } },
  },
};

function operation(
  operationId: string,
  summary: string,
  success: object,
  parameters: readonly object[],
  mayLack: boolean,
) {
  return {
    get: {
      tags: [operationId.startsWith("get") || operationId.startsWith("list") ? "Data" : "Service"],
      operationId,
      summary,
      parameters: [...parameters, reference("parameters", "f")],
      responses: {
        "200": success,
        "304": { description: "What the caller has is still what there is." },
        "400": reference("responses", "InvalidParameter"),
        ...(mayLack ? { "404": reference("responses", "NotFound") } : {}),
        "429": reference("responses", "TooManyRequests"),
        "500": reference("responses", "ServerError"),
        "503": reference("responses", "ServerError"),
      },
    },
  };
}

function pathsOf({ id, title, fields }: Collection) {
  const name = id.replace(/(^|-)(\w)/g, (_all, _dash, letter: string) => letter.toUpperCase());
  const shared = Object.keys(PARAMETERS).filter((key) => key !== "f");
  return {
    [`/collections/${id}`]: operation(
      `describe${name}`,
      `What the collection is: ${title.en}`,
      reply("The collection", JSON_TYPE, "Collection"),
      [],
      true,
    ),
    [`/collections/${id}/items`]: operation(
      `list${name}`,
      `Features: ${title.en}`,
      reply("A page of features", GEOJSON_TYPE, "FeatureCollection", CONTENT_CRS),
      [
        ...shared.map((key) => reference("parameters", key)),
        ...fields.filter((field) => field.filter).map(filterParameter),
      ],
      true,
    ),
    [`/collections/${id}/items/{featureId}`]: operation(
      `get${name}Feature`,
      `One feature: ${title.en}`,
      reply("The feature", GEOJSON_TYPE, "Feature", CONTENT_CRS),
      [
        { name: "featureId", in: "path", required: true, schema: { type: "string" } },
        reference("parameters", "crs"),
      ],
      true,
    ),
  };
}

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: reference("schemas", "Problem") } },
});

export function apiDefinition(
  city: ServedCity,
  available: readonly Collection[],
  { base }: Pick<Asked, "base">,
  version: string,
) {
  const collections = COLLECTIONS.filter((collection) => available.includes(collection));
  return {
    openapi: "3.0.3",
    info: {
      title: `Decumano · ${city.name}`,
      version,
      description: "Decided works on public ground and the layers of the city, by OGC API - Features.",
      ...(city.licence === "CC0-1.0" && { "x-data-licence": city.licence }),
    },
    servers: [{ url: base }],
    tags: [{ name: "Service" }, { name: "Data" }],
    paths: {
      "/": operation(
        "landingPage",
        "Where everything is",
        reply("Links", JSON_TYPE, "LandingPage"),
        [],
        false,
      ),
      "/conformance": operation(
        "conformance",
        "What it conforms to",
        reply("Classes", JSON_TYPE, "Conformance"),
        [],
        false,
      ),
      "/api": operation(
        "definition",
        "This document",
        {
          description: "OpenAPI 3.0",
          content: {
            "application/vnd.oai.openapi+json;version=3.0": { schema: { type: "object" } },
            [HTML_TYPE]: { schema: { type: "string" } },
          },
        },
        [],
        false,
      ),
      "/collections": operation(
        "collections",
        "What collections there are",
        reply("Collections", JSON_TYPE, "Collections"),
        [],
        false,
      ),
      ...Object.assign({}, ...collections.map(pathsOf)),
    },
    components: {
      parameters: PARAMETERS,
      schemas: SCHEMAS,
      responses: {
        InvalidParameter: problem("A parameter is unknown or wrong; `errors` names it."),
        NotFound: problem("There is no such thing, or it is not public."),
        TooManyRequests: problem("Too many requests from this address."),
        ServerError: problem("The service failed, or is not ready."),
      },
    },
  };
}
