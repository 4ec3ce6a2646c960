import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { BodyOf } from "../../../domain/contract/endpoint.ts";
import { JUDGE_ROLES } from "../../../domain/judgements/verdict.ts";
import {
  answerProposal,
  listProposalOptions,
  listProposals,
  makeProposal,
  type PROPOSAL_FILTERS,
} from "../../../domain/proposals/contract.ts";
import { call, ProblemError } from "../../api/call.ts";
import { isAllowed, useSession } from "../people/use-session.ts";

/** Asked again when the stream of events says that something was judged or answered (live/touched.ts). */
const SAID = "judgements";

export type ProposalFilter = (typeof PROPOSAL_FILTERS)[number];

/** Those of the reader's office, or about one intervention. */
export function useProposals(status: ProposalFilter, interventionId?: string) {
  const person = useSession().data?.person ?? null;
  return useQuery({
    queryKey: [SAID, "proposals", person?.id, status, interventionId ?? null],
    queryFn: ({ signal }) => call(listProposals, { query: { status, interventionId }, signal }),
    enabled: isAllowed(JUDGE_ROLES, person),
  });
}

export function useProposalOptions(findingId: string) {
  return useQuery({
    queryKey: [SAID, "proposal-options", findingId],
    queryFn: ({ signal }) => call(listProposalOptions, { params: { findingId }, signal }),
    retry: false,
  });
}

export function useMakeProposal(onMade: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<typeof makeProposal>) => call(makeProposal, { body }),
    onSuccess: onMade,
    onSettled: () => client.invalidateQueries({ queryKey: [SAID] }),
  });
}

export interface Answering extends BodyOf<typeof answerProposal> {
  readonly proposalId: string;
}

export function useAnswerProposal(onAnswered: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ proposalId, ...body }: Answering) =>
      call(answerProposal, { params: { proposalId }, body }),
    onSuccess: onAnswered,
    onSettled: () => client.invalidateQueries({ queryKey: [SAID] }),
  });
}

export function isOutrun(error: unknown): boolean {
  return (
    error instanceof ProblemError &&
    (error.problem.code === "proposal-changed" || error.problem.code === "finding-changed")
  );
}
