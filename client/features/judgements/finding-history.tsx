import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FindingHistoryEntry } from "../../../domain/judgements/contract.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Field } from "../../ui/field.tsx";
import { useJudgementWords } from "./use-judgement-words.ts";
import { useComment, useFindingHistory } from "./use-judgements.ts";

interface FindingHistoryProps {
  readonly findingId: string;
  readonly commentCount: number;
  /** Whether this person's office is concerned. */
  readonly mayComment: boolean;
}

/** What happened to a finding and what was said of it; opening it is a reading of names, and it says so first. */
export function FindingHistory({ findingId, commentCount, mayComment }: FindingHistoryProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const history = useFindingHistory(findingId, open);
  return (
    <details className="finding-history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("judgements.history.title", { count: commentCount })}</summary>
      {open && (
        <>
          <p className="quiet">{t("judgements.history.recorded")}</p>
          {history.isPending && <p role="status">{t("common.loading")}</p>}
          {history.isError && <p role="alert">{t("judgements.history.failed")}</p>}
          {history.data && (
            <ol>
              {history.data.entries.map((entry, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: what happened is only ever added to
                <li key={index}>
                  <Entry entry={entry} />
                </li>
              ))}
            </ol>
          )}
          {mayComment && <CommentForm findingId={findingId} />}
        </>
      )}
    </details>
  );
}

function Entry({ entry }: { readonly entry: FindingHistoryEntry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useJudgementWords();
  return (
    <>
      <strong>{t(`judgements.history.${entry.kind}`)}</strong>
      <span className="quiet">
        {"author" in entry && ` · ${entry.author.name}, ${entry.office.name}`} ·{" "}
        {format.moment(Date.parse(entry.at))}
      </span>
      {entry.kind === "changed" && entry.differences.length > 0 && (
        <span className="finding-history-told">{entry.differences.map(words.difference).join("; ")}</span>
      )}
      {entry.kind === "judged" && (
        <span className="finding-history-told">
          {words.said(entry.judgement)}
          {entry.judgement.reason !== null && <q>{entry.judgement.reason}</q>}
        </span>
      )}
      {entry.kind === "commented" && <span className="finding-history-told">{entry.comment.text}</span>}
    </>
  );
}

function CommentForm({ findingId }: { readonly findingId: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  // Sent again after no answer it is the same comment.
  const [id, setId] = useState(() => crypto.randomUUID());
  const comment = useComment(findingId, () => {
    setText("");
    setId(crypto.randomUUID());
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== "" && !comment.isPending) comment.mutate({ id, text: text.trim() });
  };
  return (
    <form className="finding-comment" onSubmit={submit}>
      <Field label={t("judgements.comment")} error={comment.isError ? t("judgements.commentFailed") : null}>
        {(control) => (
          <textarea
            {...control}
            className="input"
            rows={2}
            maxLength={2000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <button
        type="submit"
        className="button button-small"
        disabled={text.trim() === "" || comment.isPending}
      >
        {t("judgements.commentAdd")}
      </button>
    </form>
  );
}
