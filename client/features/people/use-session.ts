import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Access } from "../../../domain/contract/endpoint.ts";
import { createIntervention } from "../../../domain/interventions/contract.ts";
import { getSession, type Person, signIn, signOut } from "../../../domain/people/contract.ts";
import { call } from "../../api/call.ts";

const SESSION = ["session"];

export function useSession() {
  return useQuery({ queryKey: SESSION, queryFn: ({ signal }) => call(getSession, { signal }) });
}

/** Whether the contract lets this person call; the server asks again. */
export function isAllowed(access: Access, person: Person | null): boolean {
  if (access === "anyone") return true;
  if (person === null) return false;
  return access === "signed-in" || access.includes(person.role);
}

export function mayWrite(person: Person | null): boolean {
  return isAllowed(createIntervention.access, person);
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (personId: string) => call(signIn, { body: { personId } }),
    // What one may see changes with who one is.
    onSuccess: () => client.invalidateQueries(),
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(signOut),
    onSuccess: () => client.invalidateQueries(),
  });
}
