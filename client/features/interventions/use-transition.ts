import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Intervention } from "../../../domain/interventions/contract.ts";
import { makeTransition } from "../../../domain/interventions/lifecycle-contract.ts";
import { type CallInput, call, ProblemError } from "../../api/call.ts";
import { refreshCity } from "./use-save.ts";

type Body = NonNullable<CallInput<typeof makeTransition>["body"]>;
export type Said = Omit<Body, "version">;

/** @param onMade called before the page is refreshed, which may take the dialog away */
export function useTransitionOf(intervention: Intervention, onMade: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (said: Said) =>
      call(makeTransition, {
        params: { interventionId: intervention.id },
        body: { version: intervention.version, ...said },
      }),
    onSuccess: (moved) => {
      client.setQueryData(["intervention", moved.id], moved);
      onMade();
      refreshCity(client);
    },
    onError: (error) => {
      // Somebody else was faster: what is on the screen is of yesterday.
      if (error instanceof ProblemError && error.problem.status === 409) {
        void client.invalidateQueries({ queryKey: ["intervention", intervention.id] });
      }
    },
  });
}
