import { stat } from "node:fs/promises";
import { refuse } from "../../../domain/contract/problems.ts";
import {
  cancelImport,
  downloadImportReport,
  getImport,
  type Import,
  type ImportDataset,
  listImportProblems,
  listImports,
  startImport,
} from "../../../domain/imports/contract.ts";
import { wordProblem } from "../../../domain/imports/problem-wording.ts";
import { recordChange } from "../../platform/audit.ts";
import type { Db } from "../../platform/db.ts";
import { FileReply, implement } from "../../platform/implement.ts";
import { findRunningImport } from "./import-lease.ts";
import { reportFile } from "./problem-report.ts";
import {
  type DatasetRow,
  findRun,
  hasDataset,
  type ImportRow,
  listProblems,
  listRunDatasets,
  listRuns,
  requestCancel,
} from "./view-store.ts";

const LISTED = 50;

export interface ImportsSetting {
  readonly city: string;
  readonly homeFolder: string;
  /** Whether a folder of sources is set up and the city has a manifest. */
  readonly canStart: () => Promise<boolean>;
  /** Queues the import, in this transaction. */
  readonly start: (db: Db, personId: string) => Promise<void>;
}

export function importsRoutes({ city, homeFolder, canStart, start }: ImportsSetting) {
  return [
    implement(listImports)(async ({ db }) => ({
      imports: (await listRuns(db, LISTED)).map(toImport),
      canStart: await canStart(),
    })),

    implement(getImport)(async ({ db, params }) => {
      const run = await findRun(db, params.importId);
      if (run === null) return refuse("not-found");
      return { import: toImport(run), datasets: (await listRunDatasets(db, run.id)).map(toDataset) };
    }),

    implement(listImportProblems)(async ({ db, params, query }) => {
      const { importId, datasetId } = params;
      if (!(await hasDataset(db, importId, datasetId))) return refuse("not-found");
      const problems = await listProblems(db, importId, datasetId, query.after ?? 0, query.limit + 1);
      const page = problems.slice(0, query.limit);
      return {
        problems: page.map(({ code, ...problem }) => ({ ...problem, code, message: wordProblem(code) })),
        next: problems.length > page.length ? page.at(-1)!.position : null,
      };
    }),

    implement(downloadImportReport)(async ({ db, params }) => {
      const { importId, datasetId } = params;
      if (!(await hasDataset(db, importId, datasetId))) return refuse("not-found");
      const file = reportFile(homeFolder, city, importId, datasetId);
      const isThere = await stat(file).then(
        () => true,
        () => false,
      );
      if (!isThere)
        return refuse("not-found", { detail: "nothing was wrong with it, or its report is gone" });
      return new FileReply(file, `${city}-${importId}-${datasetId}.csv`);
    }),

    implement(startImport)(async ({ db, actor, body, nowMs, requestId }) => {
      if (body.city !== city) {
        return refuse("bad-input", { errors: [{ field: "city", message: `expected "${city}"` }] });
      }
      if (!(await canStart())) return refuse("import-not-set-up");
      if ((await findRunningImport(db)) !== null) return refuse("import-under-way");
      await start(db, actor.id);
      await recordChange(db, {
        nowMs,
        actorId: actor.id,
        action: "create",
        entity: "import",
        // The run has its own number once the job begins.
        entityId: city,
        before: null,
        after: { city },
        requestId,
      });
      return { queued: true };
    }),

    implement(cancelImport)(async ({ db, params, actor, nowMs, requestId }) => {
      const isRunning = await requestCancel(db, params.importId);
      const run = await findRun(db, params.importId);
      if (run === null) return refuse("not-found");
      if (isRunning) {
        await recordChange(db, {
          nowMs,
          actorId: actor.id,
          action: "update",
          entity: "import",
          entityId: String(params.importId),
          before: { cancelRequested: false },
          after: { cancelRequested: true },
          requestId,
        });
      }
      return isRunning ? { import: toImport(run) } : refuse("import-ended");
    }),
  ];
}

function toImport({ startedAt, endedAt, ...run }: ImportRow): Import {
  return { ...run, startedAt: startedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null };
}

/** Of a source that was read for too short a time nothing can be said of its speed. */
const LEAST_SECONDS = 0.2;

function toDataset({ seconds, ...row }: DatasetRow): ImportDataset {
  const known = seconds !== null && seconds >= LEAST_SECONDS;
  const share = row.bytesTotal === null || row.bytesTotal === 0 ? null : row.bytesRead / row.bytesTotal;
  const isReading = row.state === "reading" && known && share !== null && share > 0.01;
  return {
    ...row,
    recordsPerSecond: known ? row.recordsRead / seconds : null,
    secondsLeft: isReading ? Math.max(0, (seconds * (1 - share)) / share) : null,
  };
}
