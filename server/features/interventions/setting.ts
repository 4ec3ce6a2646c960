import type { Actor } from "../../platform/actor.ts";

/** What the city and the moment are, for every change. */
export interface Setting {
  readonly city: string;
  readonly timeZone: string;
}

/** Who changes what, when, in which request. */
export interface Change {
  readonly actor: Pick<Actor, "id" | "role" | "officeId">;
  readonly requestId: string;
  readonly nowMs: number;
}
