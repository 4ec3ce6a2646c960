import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { type LinkState, readLink, type Search, writeLink } from "./link.ts";

/** `push` for what one would go back from, `replace` for what merely moves. */
export type PatchLink = (change: Partial<LinkState>, how?: "push" | "replace") => void;

/** The state of the page that the address holds. */
export function useLink(): [LinkState, PatchLink] {
  const search: Search = useSearch({ from: "/" });
  const navigate = useNavigate({ from: "/" });
  const link = useMemo(() => readLink(search), [search]);
  const patch = useCallback<PatchLink>(
    (change, how = "replace") => {
      void navigate({
        search: (current: Search) => writeLink({ ...readLink(current), ...change }),
        replace: how === "replace",
        resetScroll: false,
      });
    },
    [navigate],
  );
  return [link, patch];
}
