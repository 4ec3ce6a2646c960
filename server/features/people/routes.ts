import { refuse } from "../../../domain/contract/problems.ts";
import { getSession, type Person, signIn, signOut } from "../../../domain/people/contract.ts";
import { implement } from "../../platform/implement.ts";
import type { Sessions } from "../../platform/session.ts";
import { findPerson, listFictionalPeople, type PersonRow } from "./store.ts";

function toPerson({ officeId, officeName, ...person }: PersonRow): Person {
  return {
    ...person,
    office: officeId === null || officeName === null ? null : { id: officeId, name: officeName },
  };
}

/** @param demo whether fictional people may be chosen to sign in as; never in production */
export function peopleRoutes(sessions: Sessions, demo: boolean) {
  return [
    implement(getSession)(async ({ db, actor }) => {
      const person = actor === null ? null : await findPerson(db, actor.id);
      return {
        person: person === null ? null : toPerson(person),
        demoPeople: demo ? (await listFictionalPeople(db)).map(toPerson) : [],
      };
    }),

    implement(signIn)(async ({ db, body, response, nowMs }) => {
      const person = await findPerson(db, body.personId);
      if (!demo || person === null || !person.fictional) {
        return refuse("not-found", {
          errors: [{ field: "personId", message: "no such demonstration person" }],
        });
      }
      sessions.start(response, person.id, nowMs);
      return { person: toPerson(person) };
    }),

    implement(signOut)(async ({ response }) => {
      sessions.end(response);
      return {};
    }),
  ];
}
