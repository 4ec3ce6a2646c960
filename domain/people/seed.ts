import type { Role } from "../contract/endpoint.ts";

/** A person to be put into a new city. In demo mode every one of them is fictional. */
export interface PersonSeed {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly officeId: string | null;
  readonly fictional: boolean;
}
