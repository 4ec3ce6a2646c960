import {
  type InfiniteData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useMemo } from "react";
import type { Severity } from "../../../domain/conflicts/finding.ts";
import type { ResponseOf } from "../../../domain/contract/endpoint.ts";
import { SITE_ROLES } from "../../../domain/interventions/access.ts";
import { getIntervention } from "../../../domain/interventions/contract.ts";
import {
  commentFinding,
  type FindingStatusFilter,
  type GivenVerdict,
  getFindingHistory,
  type JudgedFinding,
  judgeFindings,
  listInterventionJudgements,
  listOfficeFindings,
} from "../../../domain/judgements/contract.ts";
import { call, ProblemError } from "../../api/call.ts";
import { isAllowed, useSession } from "../people/use-session.ts";

/** Asked again when the stream of events says that something was judged or found (live/touched.ts). */
const JUDGEMENTS = "judgements";
const PAGE = 30;

/** How each finding in force about an intervention stands, by its id; empty for whom it is not told. */
export function useInterventionJudgements(interventionId: string): ReadonlyMap<string, JudgedFinding> {
  const person = useSession().data?.person ?? null;
  const { data } = useQuery({
    queryKey: [JUDGEMENTS, "intervention", interventionId, person?.id],
    queryFn: ({ signal }) => call(listInterventionJudgements, { params: { interventionId }, signal }),
    enabled: isAllowed(SITE_ROLES, person),
  });
  return useMemo(() => new Map(data?.findings.map((one) => [one.findingId, one])), [data]);
}

/** What waits for the signed-in person's office. */
export function useOfficeFindings(status: FindingStatusFilter, severities: readonly Severity[]) {
  const person = useSession().data?.person ?? null;
  return useInfiniteQuery({
    queryKey: [JUDGEMENTS, "office", person?.id, status, severities.join(",")],
    queryFn: ({ pageParam, signal }) =>
      call(listOfficeFindings, {
        query: {
          limit: PAGE,
          status,
          after: pageParam,
          severities: severities.length === 0 ? undefined : severities.join(","),
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }: ResponseOf<typeof listOfficeFindings>) => next ?? undefined,
    placeholderData: (
      known: InfiniteData<ResponseOf<typeof listOfficeFindings>, string | undefined> | undefined,
    ) => known,
  });
}

export interface Judging {
  readonly findingIds: readonly string[];
  readonly judgement: GivenVerdict;
}

export function useJudge(onJudged?: (judged: Judging) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ findingIds, judgement }: Judging) =>
      call(judgeFindings, { body: { findingIds: [...findingIds], judgement } }),
    onSuccess: (_, judged) => onJudged?.(judged),
    onSettled: async (_, error) => {
      // What was shown is no longer so: it is read again with what is instead.
      if (isChanged(error)) void client.invalidateQueries({ queryKey: ["intervention"] });
      await client.invalidateQueries({ queryKey: [JUDGEMENTS] });
    },
  });
}

export function isChanged(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === "finding-changed";
}

/** Each reading of names is recorded, so it is asked for only when somebody wants to see it. */
export function useFindingHistory(findingId: string, wanted: boolean) {
  return useQuery({
    queryKey: [JUDGEMENTS, "history", findingId],
    queryFn: ({ signal }) => call(getFindingHistory, { params: { findingId }, signal }),
    enabled: wanted,
    retry: false,
  });
}

export function useComment(findingId: string, onAdded: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (comment: { readonly id: string; readonly text: string }) =>
      call(commentFinding, { params: { findingId }, body: comment }),
    onSuccess: () => {
      onAdded();
      return client.invalidateQueries({ queryKey: [JUDGEMENTS] });
    },
  });
}

/** Remedies offered now for findings of an intervention: the list of findings holds none that may be stale. */
export function useRemedies(interventionId: string, findingIds: readonly string[], wanted: boolean) {
  const { data, isPending } = useQuery({
    queryKey: ["intervention", interventionId],
    queryFn: ({ signal }) => call(getIntervention, { params: { interventionId }, signal }),
    enabled: wanted,
  });
  const remedies = useMemo(
    () =>
      data?.findings
        .filter(({ id }) => id !== null && findingIds.includes(id))
        .flatMap(({ clearances }) => clearances) ?? [],
    [data, findingIds],
  );
  return { remedies, isPending };
}
