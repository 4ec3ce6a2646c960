import type { Actor } from "../../platform/actor.ts";
import type { Db } from "../../platform/db.ts";
import { findPerson, listNames } from "./store.ts";

/** Who a session names, with the role and office they have now. */
export async function findActor(db: Db, personId: string): Promise<Actor | null> {
  const person = await findPerson(db, personId);
  if (person === null) return null;
  return { id: person.id, name: person.name, role: person.role, officeId: person.officeId };
}

export const listPeopleNames = listNames;
