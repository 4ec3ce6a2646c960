/** Schemas of the replies for the API definition, after part 1's own shapes. */
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const texts = { type: "array", items: { type: "string" } };
const links = { type: "array", items: reference("Link") };

export const SCHEMAS = {
  Link: {
    type: "object",
    required: ["href", "rel", "type"],
    properties: {
      href: { type: "string" },
      rel: { type: "string" },
      type: { type: "string" },
      title: { type: "string" },
    },
  },
  LandingPage: {
    type: "object",
    required: ["links"],
    properties: {
      title: { type: "string" },
      description: { type: "string" },
      attribution: { type: "string" },
      links,
    },
  },
  Conformance: { type: "object", required: ["conformsTo"], properties: { conformsTo: texts, links } },
  Extent: {
    type: "object",
    properties: {
      spatial: {
        type: "object",
        properties: {
          bbox: {
            type: "array",
            minItems: 1,
            items: { type: "array", minItems: 4, items: { type: "number" } },
          },
          crs: { type: "string" },
        },
      },
      temporal: {
        type: "object",
        properties: {
          interval: {
            type: "array",
            minItems: 1,
            items: {
              type: "array",
              minItems: 2,
              maxItems: 2,
              items: { type: "string", format: "date-time", nullable: true },
            },
          },
          trs: { type: "string" },
        },
      },
    },
  },
  Dataset: {
    type: "object",
    required: ["title", "source", "licence", "synthetic", "derived"],
    properties: {
      title: { type: "string" },
      source: { type: "string" },
      publisher: { type: "string", nullable: true },
      licence: { type: "string" },
      attribution: { type: "string", nullable: true },
      synthetic: { type: "boolean", description: "Invented, not observed." },
      derived: { type: "boolean", description: "Worked out from other data." },
    },
  },
  Collection: {
    type: "object",
    required: ["id", "links", "crs"],
    properties: {
      id: { type: "string" },
      title: { type: "string" },
      description: { type: "string" },
      attribution: { type: "string" },
      license: { type: "string" },
      datasets: { type: "array", items: reference("Dataset") },
      extent: reference("Extent"),
      itemType: { type: "string" },
      crs: texts,
      storageCrs: { type: "string" },
      links,
    },
  },
  Collections: {
    type: "object",
    required: ["links", "collections"],
    properties: { links, collections: { type: "array", items: reference("Collection") } },
  },
  Geometry: {
    type: "object",
    nullable: true,
    required: ["type", "coordinates"],
    properties: {
      type: {
        type: "string",
        enum: ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"],
      },
      coordinates: { type: "array", items: {} },
    },
  },
  Feature: {
    type: "object",
    required: ["type", "geometry", "properties"],
    properties: {
      type: { type: "string", enum: ["Feature"] },
      id: { oneOf: [{ type: "string" }, { type: "integer" }] },
      geometry: reference("Geometry"),
      properties: { type: "object", nullable: true },
      links,
    },
  },
  FeatureCollection: {
    type: "object",
    required: ["type", "features"],
    properties: {
      type: { type: "string", enum: ["FeatureCollection"] },
      features: { type: "array", items: reference("Feature") },
      links,
      timeStamp: { type: "string", format: "date-time" },
      numberMatched: { type: "integer", minimum: 0 },
      numberReturned: { type: "integer", minimum: 0 },
    },
  },
  Problem: {
    type: "object",
    required: ["type", "title", "status"],
    properties: {
      type: { type: "string" },
      title: { type: "string" },
      status: { type: "integer" },
      detail: { type: "string" },
      errors: {
        type: "array",
        items: {
          type: "object",
          required: ["field", "message"],
          properties: { field: { type: "string" }, message: { type: "string" } },
        },
      },
    },
  },
} as const;
