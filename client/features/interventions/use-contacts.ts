import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ResponseOf } from "../../../domain/contract/endpoint.ts";
import { type Contact, listContacts, putContacts } from "../../../domain/interventions/contacts-contract.ts";
import { call } from "../../api/call.ts";

const keyOf = (interventionId: string) => ["contacts", interventionId] as const;
export type Contacts = ResponseOf<typeof listContacts>;

/** Each reading is recorded, so it is asked for only when somebody wants to see them, and never again by itself. */
export function useContacts(interventionId: string, wanted: boolean) {
  return useQuery({
    queryKey: keyOf(interventionId),
    queryFn: ({ signal }) => call(listContacts, { params: { interventionId }, signal }),
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
}

/** @param onSaved called with what stands now */
export function useSaveContacts(interventionId: string, revision: number, onSaved: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (contacts: Contact[]) =>
      call(putContacts, { params: { interventionId }, body: { revision, contacts } }),
    onSuccess: (saved, contacts) => {
      client.setQueryData<Contacts>(keyOf(interventionId), { revision: saved.revision, contacts });
      onSaved();
      void client.invalidateQueries({ queryKey: ["history", interventionId] });
    },
  });
}
