import { useQueries, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listDrafts } from "../../../domain/drafts/contract.ts";
import { call } from "../../api/call.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Icon } from "../../ui/icon.tsx";
import type { Draft } from "../interventions/draft.ts";
import { KindSwatch } from "../interventions/kind-chip.tsx";
import { useSession } from "../people/use-session.ts";
import type { DraftKeeper } from "./draft-keeper.ts";
import { findOnServer } from "./draft-server.ts";
import { useKeptDrafts } from "./use-draft-keeper.ts";
import "./drafts.css";

interface DraftListProps {
  readonly keeper: DraftKeeper;
  readonly onOpen: (id: string) => void;
  readonly onDiscard: (id: string) => void;
}

interface Row {
  readonly id: string;
  readonly draft: Draft | null;
  readonly atMs: number;
  readonly mark: "conflict" | "waiting" | "elsewhere" | null;
}

/** What one was writing, here and on other devices, the newest first; nothing when there is nothing. */
export function DraftList({ keeper, onOpen, onDiscard }: DraftListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = useRows(keeper);
  if (rows.length === 0) return null;
  return (
    <section className="draft-list" aria-labelledby="draft-list-heading" data-testid="draft-list">
      <h3 id="draft-list-heading">{t("drafts.mine", { count: rows.length })}</h3>
      <ul>
        {rows.map(({ id, draft, atMs, mark }) => {
          const title = draft === null ? t("drafts.unread") : titleOf(draft, t(`kinds.${draft.kind}.one`));
          return (
            <li key={id}>
              <button
                type="button"
                className="draft-open"
                disabled={draft === null}
                onClick={() => onOpen(id)}
              >
                {draft !== null && <KindSwatch kind={draft.kind} />}
                <span className="draft-title">{title}</span>
                <span className="quiet">
                  {format.moment(atMs)}
                  {draft !== null && draft.phases.length > 1 && (
                    <> · {t("phases.count", { count: draft.phases.length })}</>
                  )}
                  {draft?.savedVersion != null && <> · {t("drafts.changesSaved")}</>}
                  {mark !== null && <> · {t(`drafts.marks.${mark}`)}</>}
                </span>
              </button>
              <button
                type="button"
                className="icon-button"
                aria-label={t("drafts.discard", { title })}
                onClick={() => onDiscard(id)}
              >
                <Icon name="trash" />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function titleOf(draft: Draft, kind: string): string {
  return draft.title ?? (draft.place ? `${kind}, ${draft.place}` : kind);
}

function useRows(keeper: DraftKeeper): Row[] {
  const person = useSession().data?.person ?? null;
  const kept = useKeptDrafts(keeper);
  const heads = useQuery({
    // Counted by what is here: a draft that has just been sent or deleted is another list.
    queryKey: ["drafts", person?.id, kept.length],
    queryFn: ({ signal }) => call(listDrafts, { signal }),
    enabled: person !== null,
  });
  const here = new Map(kept.map((one) => [one.draft.id, one]));
  const elsewhere = (person === null ? [] : (heads.data?.drafts ?? [])).filter(
    ({ id }) => !here.has(id) && !keeper.isGone(id),
  );
  const contents = useQueries({
    queries: elsewhere.map(({ id, revision }) => ({
      queryKey: ["draft", id, revision],
      queryFn: () => findOnServer(id),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  const rows = [
    ...kept.map(
      ({ draft, editedAtMs, pending, trouble }): Row => ({
        id: draft.id,
        draft,
        atMs: editedAtMs,
        mark: trouble?.kind === "conflict" ? "conflict" : pending && person !== null ? "waiting" : null,
      }),
    ),
    ...elsewhere.map(
      ({ id, updatedAt }, i): Row => ({
        id,
        draft: contents[i]?.data?.draft ?? null,
        atMs: Date.parse(updatedAt),
        mark: "elsewhere",
      }),
    ),
  ];
  return rows.sort((a, b) => b.atMs - a.atMs);
}
