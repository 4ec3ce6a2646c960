import { z } from "zod";
import { endpoint, ROLES } from "../contract/endpoint.ts";
import { text } from "../scalars.ts";

const nothing = z.object({});

export const personSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    office: z.object({ id: z.string(), name: z.string() }).nullable(),
    /** True for the people of demo mode, who do not exist. */
    fictional: z.boolean(),
  })
  .meta({ id: "Person" });
export type Person = z.infer<typeof personSchema>;

export const getSession = endpoint({
  id: "getSession",
  summary: "Who is signed in here, and who could sign in to the demonstration",
  method: "GET",
  path: "/api/session",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: nothing,
  response: z
    .object({
      person: personSchema.nullable(),
      /** Fictional people, one a role; empty outside demo mode. */
      demoPeople: z.array(personSchema),
    })
    .meta({ id: "Session" }),
  status: 200,
  problems: [],
});

export const signIn = endpoint({
  id: "signIn",
  summary: "Sign in to the demonstration as a fictional person",
  method: "POST",
  path: "/api/session",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: z.object({ personId: text(100).min(1) }).meta({ id: "SignIn" }),
  response: z.object({ person: personSchema }),
  status: 201,
  problems: ["not-found"],
});

export const signOut = endpoint({
  id: "signOut",
  summary: "End this session",
  method: "DELETE",
  path: "/api/session",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: nothing,
  response: nothing,
  status: 200,
  problems: [],
});
