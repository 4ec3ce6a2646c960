import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  listNoDigPeriods,
  type NoDigPeriodInput,
  putNoDigPeriod,
} from "../../../domain/no-dig-periods/contract.ts";
import { call } from "../../api/call.ts";
import { REEXAMINATION_KEY } from "../rules-catalogue/use-reexamination.ts";

const KEY = ["no-dig-periods"];

export function useNoDigPeriods() {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => call(listNoDigPeriods, { signal }) });
}

/** @param onSet called once it holds */
export function useSetPeriod(periodId: string, onSet: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NoDigPeriodInput) => call(putNoDigPeriod, { params: { periodId }, body }),
    onSuccess: onSet,
    // Also after a refusal: somebody else may have set it meanwhile.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: REEXAMINATION_KEY });
      return client.invalidateQueries({ queryKey: KEY });
    },
  });
}
