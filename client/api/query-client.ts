import { QueryClient } from "@tanstack/react-query";
import { ProblemError, UnexpectedReplyError } from "./call.ts";

const RETRIES = 2;

/** A refusal stays a refusal; only what may pass by itself is asked again. */
export function mayPass(error: unknown): boolean {
  if (error instanceof UnexpectedReplyError) return false;
  if (error instanceof ProblemError) return error.problem.status >= 500;
  return true;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < RETRIES && mayPass(error),
        refetchOnWindowFocus: false,
        // What the browser believes about the network is often wrong; a failed call is told as such.
        networkMode: "always",
        staleTime: 30_000,
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
