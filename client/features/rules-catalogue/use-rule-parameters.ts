import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ParameterId } from "../../../domain/conflicts/parameters/parameters.ts";
import { listRuleParameters, putRuleParameter } from "../../../domain/rules-catalogue/contract.ts";
import { call } from "../../api/call.ts";
import { REEXAMINATION_KEY } from "./use-reexamination.ts";

const KEY = ["rule-parameters"];

export function useRuleParameters() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => call(listRuleParameters, { signal }),
    select: ({ parameters }) => new Map(parameters.map((parameter) => [parameter.id, parameter])),
  });
}

interface Setting {
  readonly version: number;
  readonly value: number;
  readonly source: string;
  readonly confirmed: boolean;
}

/** @param onSet called once the value holds */
export function useSetParameter(parameterId: ParameterId, onSet: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Setting) => call(putRuleParameter, { params: { parameterId }, body }),
    onSuccess: onSet,
    // Also after a refusal: somebody else may have set it meanwhile.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: REEXAMINATION_KEY });
      return client.invalidateQueries({ queryKey: KEY });
    },
  });
}
