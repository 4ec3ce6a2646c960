import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Draft } from "../interventions/draft.ts";
import { useSession } from "../people/use-session.ts";
import { createDraftKeeper, type DraftKeeper, type KeptDraft } from "./draft-keeper.ts";
import { findOnServer, putToServer, removeFromServer } from "./draft-server.ts";

/** The keeper of a city's drafts while the page is open; it learns who writes, and when network and page come and go. */
export function useDraftKeeper(cityId: string, onMerged: (draft: Draft) => void): DraftKeeper {
  const merged = useRef(onMerged);
  useEffect(() => {
    merged.current = onMerged;
  });
  const [keeper] = useState(() =>
    createDraftKeeper(cityId, { put: putToServer, find: findOnServer, remove: removeFromServer }, (draft) =>
      merged.current(draft),
    ),
  );
  const session = useSession();
  const personId = session.data?.person?.id ?? null;
  useEffect(() => keeper.setPerson(personId), [keeper, personId]);
  useEffect(() => {
    const onHidden = () => document.visibilityState === "hidden" && keeper.leave();
    addEventListener("pagehide", keeper.leave);
    addEventListener("online", keeper.retry);
    document.addEventListener("visibilitychange", onHidden);
    return () => {
      removeEventListener("pagehide", keeper.leave);
      removeEventListener("online", keeper.retry);
      document.removeEventListener("visibilitychange", onHidden);
    };
  }, [keeper]);
  return keeper;
}

export function useKeptDraft(keeper: DraftKeeper, id: string): KeptDraft | null {
  return useSyncExternalStore(keeper.subscribe, () => keeper.find(id));
}

export function useKeptDrafts(keeper: DraftKeeper): readonly KeptDraft[] {
  return useSyncExternalStore(keeper.subscribe, keeper.list);
}
