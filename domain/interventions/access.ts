import type { Role } from "../contract/endpoint.ts";

/** A planner changes what belongs to their own office; an administrator may change anything. */
export function mayChange(
  actor: { readonly role: Role; readonly officeId: string | null },
  intervention: { readonly officeId: string },
): boolean {
  if (actor.role === "administrator") return true;
  return actor.role === "planner" && actor.officeId === intervention.officeId;
}
