import { useState } from "react";
import { useTranslation } from "react-i18next";
import { downloadRowReport } from "../../../domain/row-imports/contract.ts";
import { ROW_STATES } from "../../../domain/row-imports/row-import.ts";
import { addressOf, ProblemError } from "../../api/call.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Icon } from "../../ui/icon.tsx";
import type { City } from "../city/use-city.ts";
import { ArchiveQueue } from "./archive-queue.tsx";
import { useArchive, useSteer } from "./use-archives.ts";

interface ArchiveDetailProps {
  readonly city: City;
  readonly importId: string;
}

/** How far an archive is, what became of its rows, and what of them waits for somebody. */
export function ArchiveDetail({ city, importId }: ArchiveDetailProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const detail = useArchive(importId);
  const steer = useSteer(importId);
  const [queue, setQueue] = useState<"unclear" | "skipped">("unclear");
  if (detail.isPending) return <p role="status">{t("common.loading")}</p>;
  if (!detail.data) {
    const isGone = detail.error instanceof ProblemError && detail.error.problem.status === 404;
    return <p role="alert">{t(isGone ? "rows.gone" : "rows.failed")}</p>;
  }
  const { rowImport } = detail.data;
  const { state, counts, rowsTotal, rowsPerSecond, secondsLeft, received, bytes } = rowImport;
  const all = ROW_STATES.reduce((sum, one) => sum + counts[one], 0);
  const open = counts.read + counts.placed;
  const isWorking = state === "waiting" || state === "running";
  const ended = state === "done" || state === "cancelled" || state === "failed";
  return (
    <section className="rows-archive-detail" aria-label={rowImport.name}>
      <h2>
        {rowImport.name} <span className="quiet">{t(`rows.states.${state}`)}</span>
      </h2>
      {rowImport.reason !== null && <p role="alert">{rowImport.reason}</p>}
      {isWorking && (
        <>
          <progress
            max={Math.max(1, all)}
            value={rowsTotal === null ? undefined : all - open}
            aria-label={t("rows.progress")}
          />
          <p role="status">
            {rowsTotal === null
              ? t("rows.readSoFar", { shown: format.number(all, 0) })
              : t("rows.doneOf", { done: format.number(all - open, 0), total: format.number(rowsTotal, 0) })}
            {rowsPerSecond !== null && ` · ${t("rows.rate", { shown: format.number(rowsPerSecond, 0) })}`}
            {secondsLeft !== null &&
              ` · ${t("rows.left", { minutes: Math.max(1, Math.ceil(secondsLeft / 60)) })}`}
          </p>
        </>
      )}
      {state === "receiving" && (
        <p role="status">{t("rows.received", { percent: Math.floor((100 * received) / bytes) })}</p>
      )}
      <dl className="rows-counts">
        {ROW_STATES.filter((one) => counts[one] > 0).map((one) => (
          <div key={one}>
            <dt>{t(`rows.rowStates.${one}`)}</dt>
            <dd>{format.number(counts[one], 0)}</dd>
          </div>
        ))}
      </dl>
      <div className="button-row">
        {isWorking && (
          <button
            type="button"
            className="button"
            disabled={steer.isPending}
            onClick={() => steer.mutate("cancel")}
          >
            {t("rows.stop")}
          </button>
        )}
        {(state === "cancelled" || state === "failed") && (
          <button
            type="button"
            className="button"
            disabled={steer.isPending}
            onClick={() => steer.mutate("resume")}
          >
            {t("rows.resume")}
          </button>
        )}
        {ended && (
          <a className="button" href={addressOf(downloadRowReport, { params: { importId } })} download>
            <Icon name="download" /> {t("rows.report")}
          </a>
        )}
      </div>
      {steer.isError && <p role="alert">{t("rows.failed")}</p>}
      {counts.unclear + counts.skipped > 0 && (
        <>
          <fieldset className="segments" aria-label={t("rows.queue")}>
            {(["unclear", "skipped"] as const).map((one) => (
              <button key={one} type="button" aria-pressed={queue === one} onClick={() => setQueue(one)}>
                {t(`rows.rowStates.${one}`)} ({format.number(counts[one], 0)})
              </button>
            ))}
          </fieldset>
          <ArchiveQueue city={city} importId={importId} state={queue} rows={counts[queue]} />
        </>
      )}
    </section>
  );
}
