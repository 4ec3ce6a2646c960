import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Access, ResponseOf } from "../../../domain/contract/endpoint.ts";
import { createIntervention } from "../../../domain/interventions/contract.ts";
import { getSession, type Person, signIn, signOut } from "../../../domain/people/contract.ts";
import { call } from "../../api/call.ts";

const SESSION = ["session"];
type Session = ResponseOf<typeof getSession>;

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

/** @param onSignedIn called also when the list of people is gone by then. */
export function useSignIn(onSignedIn?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (personId: string) => call(signIn, { body: { personId } }),
    onSuccess: ({ person }) => {
      onSignedIn?.();
      changePerson(client, person);
    },
  });
}

export function useSignOut(onSignedOut?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(signOut),
    onSuccess: () => {
      onSignedOut?.();
      changePerson(client, null);
    },
  });
}

/** What one may see changes with who one is: everything is asked anew. */
function changePerson(client: QueryClient, person: Person | null): void {
  client.setQueryData<Session>(SESSION, (known) => known && { ...known, person });
  client.removeQueries({ queryKey: ["history"] });
  client.removeQueries({ queryKey: ["contacts"] });
  void client.invalidateQueries();
}
