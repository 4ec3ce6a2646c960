import type { Role } from "../../domain/contract/endpoint.ts";

/** Who makes a request. Identity comes from the session; OpenID Connect later fills the same shape. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly officeId: string | null;
}
