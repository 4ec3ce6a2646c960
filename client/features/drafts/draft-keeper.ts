/**
 * Keeps what is being written: at once on this device, and as soon as the hand rests on the server, for the same
 * person elsewhere. What the server has not got waits its turn here, over a dead network or a closed page.
 */
import type { Draft } from "../interventions/draft.ts";
import { isSame, mergeDrafts, settleMerge } from "../interventions/merge.ts";
import {
  type DeviceDraft,
  type DraftContent,
  FORM_VERSION,
  type GoneDraft,
  listDeviceDrafts,
  listGoneDrafts,
  removeDeviceDraft,
  storeDeviceDraft,
  storeGoneDrafts,
} from "./device-drafts.ts";
import type { PutOutcome, ServerDraft } from "./draft-server.ts";

export interface DraftServer {
  put(content: DraftContent, revision: number, keepalive?: boolean): Promise<PutOutcome>;
  find(draftId: string): Promise<ServerDraft | null>;
  remove(draftId: string): Promise<boolean>;
}

/** Why the server has not got it, and will not by waiting alone. */
export type Trouble =
  | { readonly kind: "unreachable" }
  | { readonly kind: "conflict"; readonly theirs: ServerDraft | null }
  | { readonly kind: "refused"; readonly reason: Extract<PutOutcome, { kind: "refused" }>["reason"] };

export interface KeptDraft extends DeviceDraft {
  /** False when this device refuses to keep it. */
  readonly onDevice: boolean;
  readonly trouble: Trouble | null;
}

export interface DraftKeeper {
  subscribe(listener: () => void): () => void;
  /** The newest first; another person's on the same device are not among them. */
  list(): readonly KeptDraft[];
  find(id: string): KeptDraft | null;
  keep(content: DraftContent): void;
  /** From this device or the server, whichever is newer. */
  open(id: string): Promise<DraftContent | null>;
  /** Thrown away on this device, whatever a list from before still says. */
  isGone(id: string): boolean;
  /** Saved or thrown away: here at once, on the server as soon as it hears. */
  forget(id: string): void;
  /** Both sides of a conflict are in this now. */
  resolve(id: string, draft: Draft, theirs: ServerDraft | null): void;
  setPerson(personId: string | null): void;
  /** Sends what waits without waiting further. */
  retry(): void;
  /** The page is going: on the device at once, to the server without waiting for an answer. */
  leave(): void;
}

const REST_MS = { device: 300, server: 1_500 } as const;
const RETRY_MS = { first: 4_000, most: 60_000 } as const;

/** @param onMerged another device's changes came into a draft without a question. */
export function createDraftKeeper(
  cityId: string,
  server: DraftServer,
  onMerged: (draft: Draft) => void,
): DraftKeeper {
  const drafts = new Map<string, KeptDraft>();
  let gone: readonly GoneDraft[] = listGoneDrafts(cityId);
  let personId: string | null = null;
  let listed: readonly KeptDraft[] | null = null;
  const listeners = new Set<() => void>();
  const sending = new Set<string>();
  const thrown = new Set<string>();
  const unstored = new Set<string>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  let retryMs: number = RETRY_MS.first;

  for (const kept of listDeviceDrafts(cityId)) {
    drafts.set(kept.draft.id, { ...kept, onDevice: true, trouble: null });
  }

  const tell = () => {
    listed = null;
    for (const listener of listeners) listener();
  };
  const after = (name: string, milliseconds: number, run: () => void) => {
    clearTimeout(timers.get(name));
    timers.set(name, setTimeout(run, milliseconds));
  };
  const change = (id: string, made: Partial<KeptDraft>) => {
    const kept = drafts.get(id);
    if (kept !== undefined) drafts.set(id, { ...kept, ...made });
  };
  const isMine = (kept: KeptDraft) => kept.personId === null || kept.personId === personId;

  function store(id: string): void {
    unstored.delete(id);
    const kept = drafts.get(id);
    if (kept === undefined) return;
    const { onDevice: _, trouble: __, ...toStore } = kept;
    change(id, { onDevice: storeDeviceDraft(cityId, toStore) });
  }

  function sendSoon(id: string, milliseconds: number = REST_MS.server): void {
    after(`send ${id}`, milliseconds, () => void send(id));
  }

  async function send(id: string): Promise<void> {
    const kept = drafts.get(id);
    if (kept === undefined || !kept.pending || personId === null || kept.personId !== personId) return;
    if (kept.trouble?.kind === "conflict" || sending.has(id)) return;
    const { draft, base } = kept;
    sending.add(id);
    const outcome = await server.put({ draft, base }, kept.sync?.revision ?? 0).catch((error: unknown) => {
      console.error(error);
      return { kind: "refused", reason: "other" } as const;
    });
    sending.delete(id);
    // Thrown away meanwhile: what has just been put there must go too.
    if (drafts.has(id)) settle(id, { draft, base }, outcome);
    else void sendGone();
  }

  function settle(id: string, sent: DraftContent, outcome: PutOutcome): void {
    const kept = drafts.get(id)!;
    if (outcome.kind === "kept") {
      retryMs = RETRY_MS.first;
      const pending = kept.draft !== sent.draft;
      change(id, { sync: { revision: outcome.revision, draft: sent.draft }, pending, trouble: null });
      if (pending) sendSoon(id);
    } else if (outcome.kind === "unreachable") {
      change(id, { trouble: { kind: "unreachable" } });
      sendSoon(id, retryMs);
      retryMs = Math.min(retryMs * 2, RETRY_MS.most);
    } else if (outcome.kind === "conflict") {
      meet(id, outcome.theirs);
    } else if (outcome.kind === "refused") {
      change(id, { trouble: outcome });
    }
    store(id);
    tell();
  }

  /** What another device wrote meanwhile comes in by itself where both did not change the same. */
  function meet(id: string, theirs: ServerDraft | null): void {
    const kept = drafts.get(id)!;
    const merge = theirs && mergeDrafts(kept.sync?.draft ?? null, kept.draft, theirs.draft);
    if (theirs === null || merge === null || merge.parts.some(({ from }) => from === "asked")) {
      change(id, { trouble: { kind: "conflict", theirs } });
      return;
    }
    const merged = settleMerge(kept.sync?.draft ?? null, merge, {});
    const news = merge.parts.some(({ from }) => from === "theirs");
    const pending = merge.parts.some(({ from }) => from === "mine");
    change(id, {
      draft: merged,
      sync: { revision: theirs.revision, draft: theirs.draft },
      pending,
      trouble: null,
    });
    if (news) onMerged(merged);
    if (pending) sendSoon(id, 0);
  }

  async function sendGone(): Promise<void> {
    if (personId === null) return;
    for (const one of gone.filter((g) => g.personId === personId && !sending.has(g.id))) {
      if (!(await server.remove(one.id))) {
        after("gone", retryMs, () => void sendGone());
        return;
      }
      gone = gone.filter(({ id }) => id !== one.id);
      storeGoneDrafts(cityId, gone);
    }
  }

  function sendAll(): void {
    for (const id of drafts.keys()) sendSoon(id, 0);
    void sendGone();
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    list: () => {
      listed ??= [...drafts.values()].filter(isMine).sort((a, b) => b.editedAtMs - a.editedAtMs);
      return listed;
    },
    find: (id) => {
      const kept = drafts.get(id);
      return kept !== undefined && isMine(kept) ? kept : null;
    },
    keep({ draft, base }) {
      const known = drafts.get(draft.id);
      // Thrown away once, and now written again.
      thrown.delete(draft.id);
      if (gone.some(({ id }) => id === draft.id)) gone = gone.filter(({ id }) => id !== draft.id);
      drafts.set(draft.id, {
        formVersion: FORM_VERSION,
        draft,
        base,
        editedAtMs: Date.now(),
        personId: known?.personId ?? personId,
        pending: true,
        sync: known?.sync ?? null,
        onDevice: known?.onDevice ?? true,
        trouble: known?.trouble?.kind === "refused" ? null : (known?.trouble ?? null),
      });
      unstored.add(draft.id);
      after(`store ${draft.id}`, REST_MS.device, () => {
        store(draft.id);
        tell();
      });
      if (known?.trouble?.kind !== "unreachable") sendSoon(draft.id);
      // At once, that nobody takes what has just been written for kept.
      if (!known?.pending) tell();
    },
    async open(id) {
      const kept = drafts.get(id);
      const own = kept !== undefined && isMine(kept) ? kept : null;
      if (personId === null || own?.pending) return own;
      // Without an answer, what this device has is the best there is; trouble with the network is told when it is sent.
      const theirs = await server.find(id).catch(() => null);
      const now = drafts.get(id);
      if (theirs === null || (now?.sync?.revision ?? 0) >= theirs.revision) return now ?? null;
      const { draft, base, revision, updatedAtMs } = theirs;
      drafts.set(id, {
        formVersion: FORM_VERSION,
        draft,
        base,
        editedAtMs: updatedAtMs,
        personId,
        pending: false,
        sync: { revision, draft },
        onDevice: true,
        trouble: null,
      });
      store(id);
      tell();
      return { draft, base };
    },
    isGone: (id) => thrown.has(id) || gone.some((one) => one.id === id),
    forget(id) {
      thrown.add(id);
      const kept = drafts.get(id);
      drafts.delete(id);
      unstored.delete(id);
      for (const name of ["send", "store"]) clearTimeout(timers.get(`${name} ${id}`));
      removeDeviceDraft(cityId, id);
      // Also one that this device never had: it is deleted from the list of the server's.
      const owner = kept === undefined ? personId : kept.personId;
      if (owner !== null) {
        gone = [...gone.filter((one) => one.id !== id), { id, personId: owner }];
        storeGoneDrafts(cityId, gone);
        void sendGone();
      }
      tell();
    },
    resolve(id, draft, theirs) {
      change(id, {
        draft,
        sync: theirs && { revision: theirs.revision, draft: theirs.draft },
        pending: theirs === null || !isSame(draft, theirs.draft),
        trouble: null,
      });
      store(id);
      sendSoon(id, 0);
      tell();
    },
    setPerson(next) {
      if (next === personId) return;
      personId = next;
      if (next !== null) {
        for (const [id, kept] of drafts) {
          if (kept.personId === null) {
            change(id, { personId: next });
            store(id);
          }
        }
        sendAll();
      }
      tell();
    },
    retry: sendAll,
    leave() {
      for (const id of [...unstored]) store(id);
      for (const [id, kept] of drafts) {
        const mine = personId !== null && kept.personId === personId;
        if (!kept.pending || !mine || kept.trouble?.kind === "conflict" || sending.has(id)) continue;
        clearTimeout(timers.get(`send ${id}`));
        // Its answer comes to nobody; should the page come back, the next one finds the same there.
        void server.put({ draft: kept.draft, base: kept.base }, kept.sync?.revision ?? 0, true).then(
          (outcome) => drafts.has(id) && settle(id, { draft: kept.draft, base: kept.base }, outcome),
          () => sendSoon(id),
        );
      }
    },
  };
}
