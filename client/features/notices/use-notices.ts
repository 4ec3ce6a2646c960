import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { listNotices, readNotices } from "../../../domain/notices/contract.ts";
import { call } from "../../api/call.ts";
import { useSession } from "../people/use-session.ts";

const PAGE = 20;

/** What the signed-in person's office was told; asked again when the stream of events says so. */
export function useNotices() {
  const person = useSession().data?.person ?? null;
  const query = useInfiniteQuery({
    queryKey: ["notices", person?.id],
    queryFn: ({ pageParam, signal }) =>
      call(listNotices, { query: { limit: PAGE, before: pageParam }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    enabled: person !== null && person.office !== null,
  });
  const notices = useMemo(() => query.data?.pages.flatMap((page) => page.notices) ?? [], [query.data]);
  return { query, notices, unreadCount: query.data?.pages[0]?.unreadCount ?? 0, person };
}

export function useReadNotices() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ ids = [], upTo = null }: { ids?: number[]; upTo?: number | null }) =>
      call(readNotices, { body: { ids, upTo } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["notices"] }),
  });
}
