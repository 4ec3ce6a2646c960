import { z } from "zod";
import { endpoint } from "../contract/endpoint.ts";
import { localizedTextSchema } from "../localized.ts";

const nothing = z.object({});

const openCollectionSchema = z
  .object({
    id: z.string(),
    title: localizedTextSchema,
    description: localizedTextSchema,
    /** Where its page is, below this host. */
    path: z.string(),
    features: z.number().int().nonnegative(),
    /** As the city's manifest says it; empty where the office has not said. */
    licences: z.array(z.string()),
    attributions: z.array(z.string()),
    synthetic: z.boolean(),
  })
  .meta({ id: "OpenCollection" });
export type OpenCollection = z.infer<typeof openCollectionSchema>;

export const getOpenData = endpoint({
  id: "getOpenData",
  summary: "What anyone may read and reuse: the collections below /ogc, and the feeds' licence",
  method: "GET",
  path: "/api/open-data",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: nothing,
  response: z
    .object({
      /** Of the feeds of interventions; null while the office has not said. */
      feedLicence: z.string().nullable(),
      collections: z.array(openCollectionSchema),
    })
    .meta({ id: "OpenData" }),
  status: 200,
  problems: [],
});
