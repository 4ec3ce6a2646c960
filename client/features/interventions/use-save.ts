import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Problem } from "../../../domain/contract/problems.ts";
import {
  createIntervention,
  deleteIntervention,
  getIntervention,
  type Intervention,
  updateIntervention,
} from "../../../domain/interventions/contract.ts";
import type { InterventionInput } from "../../../domain/interventions/intervention.ts";
import { call, ProblemError, UnreachableError } from "../../api/call.ts";

/** What became of a save: expected outcomes are values, so that the form can answer each. */
export type SaveOutcome =
  | { readonly kind: "saved"; readonly intervention: Intervention }
  /** Somebody else saved in between; `theirs` is what stands now, null when it was deleted. */
  | { readonly kind: "conflict"; readonly theirs: Intervention | null }
  | { readonly kind: "refused"; readonly problem: Problem }
  /** No answer: it may or may not have been saved. Saving again is safe, for the id is the draft's. */
  | { readonly kind: "unreachable" };

export interface SaveRequest {
  readonly id: string;
  readonly savedVersion: number | null;
  readonly intervention: InterventionInput;
}

export async function saveIntervention({
  id,
  savedVersion,
  intervention,
}: SaveRequest): Promise<SaveOutcome> {
  try {
    const saved =
      savedVersion === null
        ? await call(createIntervention, { body: { id, intervention } })
        : await call(updateIntervention, {
            params: { interventionId: id },
            body: { version: savedVersion, intervention },
          });
    return { kind: "saved", intervention: saved };
  } catch (error) {
    if (error instanceof UnreachableError) return { kind: "unreachable" };
    if (!(error instanceof ProblemError)) throw error;
    switch (error.problem.code) {
      case "id-taken": {
        // An earlier save of this draft arrived though its answer did not, and the draft has changed since:
        // what is taken is our own.
        const ours = await findTheirs(id);
        if (ours === null || savedVersion !== null) return { kind: "refused", problem: error.problem };
        return saveIntervention({ id, savedVersion: ours.version, intervention });
      }
      case "version-conflict":
        return { kind: "conflict", theirs: await findTheirs(id) };
      case "not-found":
        return { kind: "conflict", theirs: null };
      default:
        return { kind: "refused", problem: error.problem };
    }
  }
}

async function findTheirs(interventionId: string): Promise<Intervention | null> {
  try {
    return await call(getIntervention, { params: { interventionId } });
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === "not-found") return null;
    throw error;
  }
}

/** @param onSaved called before the page is refreshed, which may take the form away. */
export function useSave(onSaved: (intervention: Intervention) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: saveIntervention,
    onSuccess: (outcome) => {
      if (outcome.kind !== "saved") return;
      client.setQueryData(["intervention", outcome.intervention.id], outcome.intervention);
      onSaved(outcome.intervention);
      refreshCity(client);
    },
  });
}

/** @param onDeleted called before the page is refreshed, which takes the sheet away. */
export function useDelete(onDeleted: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version }: { id: string; version: number }) =>
      call(deleteIntervention, { params: { interventionId: id }, query: { version } }),
    onSuccess: (_, { id }) => {
      onDeleted();
      refreshCity(client, id);
    },
    onError: (_, { id }) => client.invalidateQueries({ queryKey: ["intervention", id] }),
  });
}

/** A change touches the map, the clock, and the findings of its neighbours; what is gone is not asked for. */
export function refreshCity(client: QueryClient, goneId: string | null = null): void {
  for (const name of ["phases", "clock", "intervention", "interventions", "history"]) {
    void client.invalidateQueries({
      queryKey: [name],
      predicate: ({ queryKey }) => goneId === null || queryKey[1] !== goneId,
    });
  }
}
