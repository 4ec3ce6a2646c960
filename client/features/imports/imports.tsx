import { useTranslation } from "react-i18next";
import { type Import, listImports } from "../../../domain/imports/contract.ts";
import { ProblemError } from "../../api/call.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { SignInNeeded } from "../people/sign-in-needed.tsx";
import { ImportDetail } from "./import-detail.tsx";
import { useImports, useStartImport } from "./use-imports.ts";
import "./imports.css";

interface ImportsProps {
  readonly city: string;
  /** The import that the address names; null: the latest. */
  readonly importId: number | null;
  readonly onImport: (importId: number) => void;
}

/** What came in, what comes in, and what was wrong with it. */
export function Imports(props: ImportsProps) {
  return (
    <SignInNeeded access={listImports.access}>
      <AllowedImports {...props} />
    </SignInNeeded>
  );
}

function AllowedImports({ city, importId, onImport }: ImportsProps) {
  const { t } = useTranslation();
  const imports = useImports();
  if (imports.isPending) return <p role="status">{t("common.loading")}</p>;
  if (imports.isError && !imports.data) {
    return (
      <div role="alert">
        <p>{t("imports.failed")}</p>
        <button type="button" className="button" onClick={() => void imports.refetch()}>
          {t("common.again")}
        </button>
      </div>
    );
  }
  const { imports: runs, canStart } = imports.data;
  const shown = importId ?? runs[0]?.id ?? null;
  return (
    <>
      <StartImport
        city={city}
        canStart={canStart}
        isRunning={runs.some(({ state }) => state === "running")}
      />
      {runs.length === 0 && <p className="imports-empty">{t("imports.empty")}</p>}
      <div className="imports-columns">
        {runs.length > 0 && <RunList runs={runs} shown={shown} onImport={onImport} />}
        {shown !== null && <ImportDetail key={shown} importId={shown} />}
      </div>
    </>
  );
}

interface StartImportProps {
  readonly city: string;
  readonly canStart: boolean;
  readonly isRunning: boolean;
}

function StartImport({ city, canStart, isRunning }: StartImportProps) {
  const { t } = useTranslation();
  const start = useStartImport();
  if (!canStart) return <p className="quiet">{t("imports.cannotStart")}</p>;
  return (
    <div className="imports-start">
      <button
        type="button"
        className="button button-primary"
        disabled={isRunning || start.isPending}
        onClick={() => start.mutate(city)}
      >
        {t("imports.start")}
      </button>
      <span role="status">{start.isSuccess && !isRunning ? t("imports.queued") : ""}</span>
      {start.isError && (
        <p className="field-error" role="alert">
          {start.error instanceof ProblemError ? start.error.problem.title : t("imports.startFailed")}
        </p>
      )}
    </div>
  );
}

interface RunListProps {
  readonly runs: readonly Import[];
  readonly shown: number | null;
  readonly onImport: (importId: number) => void;
}

function RunList({ runs, shown, onImport }: RunListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <nav className="imports-runs" aria-label={t("imports.runs")}>
      <ul>
        {runs.map(({ id, startedAt, state, source, refused }) => (
          <li key={id}>
            <button
              type="button"
              className="imports-run"
              aria-current={id === shown || undefined}
              onClick={() => onImport(id)}
            >
              <strong>{format.moment(Date.parse(startedAt))}</strong>
              <span className={`tag imports-${state}`}>{t(`imports.states.${state}`)}</span>
              <span className="quiet">
                {source === "manifest" ? t("imports.manifest") : source}
                {refused > 0 && ` · ${t("imports.refusedCount", { count: refused })}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
