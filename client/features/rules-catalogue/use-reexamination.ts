import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  getReexamination,
  moveReexamination,
  type Reexamination,
} from "../../../domain/rules-catalogue/contract.ts";
import { call } from "../../api/call.ts";

export const REEXAMINATION_KEY = ["reexamination"];
/** While one is under way it is asked again so often; while none is, for one that somebody else's change began. */
const RUNNING_MS = 1_000;
const IDLE_MS = 15_000;

const isUnderWay = (one: Reexamination | null | undefined) =>
  one?.state === "waiting" || one?.state === "running";

/** The latest; null where no number was ever changed. */
export function useReexamination() {
  return useQuery({
    queryKey: REEXAMINATION_KEY,
    queryFn: ({ signal }) => call(getReexamination, { signal }),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.reexamination) ? RUNNING_MS : IDLE_MS),
    select: ({ reexamination }) => reexamination,
  });
}

/** Whether what is on record may be partly of earlier values. */
export const isOpen = (one: Reexamination): boolean =>
  isUnderWay(one) || one.state === "stopped" || one.state === "failed";

export function useMoveReexamination(reexaminationId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (move: "stop" | "resume") =>
      call(moveReexamination, { params: { reexaminationId }, body: { move } }),
    // Also after a refusal: it may have ended meanwhile.
    onSettled: () => client.invalidateQueries({ queryKey: REEXAMINATION_KEY }),
  });
}
