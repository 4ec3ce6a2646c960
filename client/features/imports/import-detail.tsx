import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Import, ImportDataset } from "../../../domain/imports/contract.ts";
import { ProblemError } from "../../api/call.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { ProblemTable } from "./problem-table.tsx";
import { useCancelImport, useImport } from "./use-imports.ts";

export function ImportDetail({ importId }: { readonly importId: number }) {
  const { t } = useTranslation();
  const detail = useImport(importId);
  const [open, setOpen] = useState<string | null>(null);
  if (detail.isPending) return <p role="status">{t("common.loading")}</p>;
  if (!detail.data) {
    const isGone = detail.error instanceof ProblemError && detail.error.problem.status === 404;
    return (
      <div role="alert">
        <p>{t(isGone ? "imports.gone" : "imports.failed")}</p>
        <button type="button" className="button" onClick={() => void detail.refetch()}>
          {t("common.again")}
        </button>
      </div>
    );
  }
  const { import: run, datasets } = detail.data;
  const chosen = datasets.find(({ id }) => id === open);
  return (
    <section className="imports-detail" aria-label={t("imports.detail")}>
      <RunHead run={run} datasets={datasets} />
      <ul className="imports-datasets">
        {datasets.map((dataset) => (
          <DatasetRow
            key={dataset.id}
            dataset={dataset}
            isOpen={dataset.id === open}
            onOpen={() => setOpen(dataset.id === open ? null : dataset.id)}
          />
        ))}
      </ul>
      {chosen && <ProblemTable importId={importId} dataset={chosen} />}
    </section>
  );
}

function RunHead({ run, datasets }: { readonly run: Import; readonly datasets: readonly ImportDataset[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const cancel = useCancelImport();
  const isRunning = run.state === "running";
  const settled = datasets.filter(({ state }) => state !== "waiting" && state !== "reading").length;
  return (
    <header className="imports-head">
      <h2>
        {format.moment(Date.parse(run.startedAt))}{" "}
        <span className={`tag imports-${run.state}`}>{t(`imports.states.${run.state}`)}</span>
      </h2>
      <p role="status">
        {t("imports.progress", { done: settled, total: datasets.length })}
        {" · "}
        {t("imports.records", { count: run.recordsRead, shown: format.number(run.recordsRead) })}
      </p>
      {run.reason !== null && <p role="alert">{run.reason}</p>}
      {isRunning && (
        <>
          <progress aria-label={t("imports.all")} value={settled} max={Math.max(1, datasets.length)} />
          <button
            type="button"
            className="button button-danger"
            disabled={run.cancelRequested || cancel.isPending}
            onClick={() => cancel.mutate(run.id)}
          >
            {t(run.cancelRequested ? "imports.cancelling" : "imports.cancel")}
          </button>
        </>
      )}
      {cancel.isError && (
        <p className="field-error" role="alert">
          {cancel.error instanceof ProblemError ? cancel.error.problem.title : t("imports.cancelFailed")}
        </p>
      )}
    </header>
  );
}

interface DatasetRowProps {
  readonly dataset: ImportDataset;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

function DatasetRow({ dataset, isOpen, onOpen }: DatasetRowProps) {
  const { t } = useTranslation();
  const { title, state, reason, bytesRead, bytesTotal } = dataset;
  const told = dataset.refused + dataset.repaired + dataset.warned + dataset.leftOut;
  return (
    <li className="imports-dataset">
      <div className="imports-dataset-head">
        <strong>{title}</strong>
        <span className={`tag imports-${state}`}>{t(`imports.datasetStates.${state}`)}</span>
      </div>
      {state === "reading" && (
        <progress
          aria-label={title}
          {...(bytesTotal === null ? {} : { value: bytesRead, max: Math.max(1, bytesTotal) })}
        />
      )}
      <Figures dataset={dataset} />
      {reason !== null && <p className="imports-reason">{reason}</p>}
      {told > 0 && (
        <button type="button" className="button button-small" aria-expanded={isOpen} onClick={onOpen}>
          {t("imports.problems", { count: told })}
        </button>
      )}
    </li>
  );
}

const TROUBLES = ["refused", "repaired", "warned", "leftOut"] as const;

function Figures({ dataset }: { readonly dataset: ImportDataset }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { state, recordsRead, features, recordsPerSecond, secondsLeft } = dataset;
  if (state === "waiting") return null;
  const parts = [
    t("imports.records", { count: recordsRead, shown: format.number(recordsRead) }),
    t("imports.features", { count: features, shown: format.number(features) }),
    ...(recordsPerSecond === null ? [] : [t("imports.rate", { shown: format.number(recordsPerSecond) })]),
    ...(secondsLeft === null ? [] : [t("imports.left", { count: Math.ceil(secondsLeft) })]),
    ...TROUBLES.filter((trouble) => dataset[trouble] > 0).map((trouble) =>
      t(`imports.troubles.${trouble}`, { shown: format.number(dataset[trouble]) }),
    ),
  ];
  return <p className="quiet">{parts.join(" · ")}</p>;
}
