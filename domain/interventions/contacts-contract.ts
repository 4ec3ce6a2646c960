import { z } from "zod";
import { endpoint } from "../contract/endpoint.ts";
import { text } from "../scalars.ts";
import { SITE_ROLES } from "./access.ts";

const byId = z.object({ interventionId: z.uuid() });
const nothing = z.object({});

const contactSchema = z
  .object({
    /** Names the person in the read log; given by whoever writes. */
    id: z.uuid(),
    name: text(200).trim().min(1),
    /** What to call them about: site manager, safety, on call at night. */
    duty: text(200).trim(),
    organisation: text(200).trim(),
    /** As it is dialled. */
    phone: text(40)
      .trim()
      .regex(/^(\+?[\d ().\-/]{3,})?$/, "digits, spaces and + ( ) - . / only"),
    email: z.union([z.literal(""), z.email().max(200)]),
  })
  .meta({ id: "Contact" });
export type Contact = z.infer<typeof contactSchema>;

const MAX_CONTACTS = 20;

export const listContacts = endpoint({
  id: "listContacts",
  summary: "Whom to call about an intervention",
  method: "GET",
  path: "/api/interventions/{interventionId}/contacts",
  access: SITE_ROLES,
  discloses: {
    category: "staff",
    purpose: "reach those who answer for an intervention",
    fields: ["name", "duty", "organisation", "phone", "email"],
    subjects: ({ contacts }) => contacts.map(({ id }) => `contact:${id}`),
  },
  params: byId,
  query: nothing,
  body: nothing,
  response: z
    .object({ revision: z.number().int().nonnegative(), contacts: z.array(contactSchema) })
    .meta({ id: "Contacts" }),
  status: 200,
  problems: ["not-found"],
});

export const putContacts = endpoint({
  id: "putContacts",
  summary: "Replace an intervention's contacts, if they are still those this change was made from",
  method: "PUT",
  path: "/api/interventions/{interventionId}/contacts",
  access: ["planner", "administrator"],
  discloses: "nothing",
  params: byId,
  query: nothing,
  body: z
    .object({
      /** As `listContacts` told it; 0 before anybody wrote any. */
      revision: z.number().int().nonnegative().max(2_000_000_000),
      contacts: z.array(contactSchema).max(MAX_CONTACTS),
    })
    .meta({ id: "ChangedContacts" }),
  response: z.object({ revision: z.number().int().nonnegative() }).meta({ id: "ContactsRevision" }),
  status: 200,
  problems: ["not-allowed", "not-found", "version-conflict", "id-taken"],
});
