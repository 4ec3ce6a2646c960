import { useQuery } from "@tanstack/react-query";
import { getOpenData } from "../../../domain/open-data/contract.ts";
import { call } from "../../api/call.ts";

export function useOpenData() {
  return useQuery({
    queryKey: ["open-data"],
    queryFn: ({ signal }) => call(getOpenData, { signal }),
  });
}
