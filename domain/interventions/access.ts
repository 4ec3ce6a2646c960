import type { Role } from "../contract/endpoint.ts";

/** A planner changes what belongs to their own office; an administrator may change anything. */
export function mayChange(
  actor: { readonly role: Role; readonly officeId: string | null },
  intervention: { readonly officeId: string },
): boolean {
  if (actor.role === "administrator") return true;
  return actor.role === "planner" && actor.officeId === intervention.officeId;
}

/** Staff who have to do with a site; the desk needs no more than what anybody may see. */
export const SITE_ROLES = [
  "planner",
  "crew_lead",
  "official",
  "administrator",
] as const satisfies readonly Role[];
