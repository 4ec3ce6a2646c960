import { useQuery } from "@tanstack/react-query";
import { getCity } from "../../../domain/city/contract.ts";
import type { ResponseOf } from "../../../domain/contract/endpoint.ts";
import { call } from "../../api/call.ts";

export type City = ResponseOf<typeof getCity>;

export function useCity() {
  return useQuery({
    queryKey: ["city"],
    queryFn: ({ signal }) => call(getCity, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
