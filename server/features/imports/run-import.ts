/**
 * A city taken in: every source into tables beside those in use, then all of them into place at one moment. Until
 * then, and when anything ends it before, the city is as it was.
 */
import { createHash } from "node:crypto";
import type { Extent } from "../../../domain/geo/geometry.ts";
import type { DatasetState } from "../../../domain/imports/import-run.ts";
import { type ImportedLayer, LAYER_REFERENCES } from "../../../domain/imports/mapping.ts";
import type { Database, Db } from "../../platform/db.ts";
import { type CityPeople, registerCity } from "../city/register-city.ts";
import { findExtent } from "./city-extent.ts";
import { DERIVATIONS, type Derivation } from "./derivations.ts";
import { toGroundExtent } from "./extent-store.ts";
import { ImportCancelled, type ImportLease, takeLease } from "./import-lease.ts";
import { type ImportPlan, type PlannedDataset, UnreadableSource } from "./import-plan.ts";
import { shapeOf } from "./layer-shapes.ts";
import { ProblemReport, reportFile } from "./problem-report.ts";
import { runDerivations } from "./run-derivations.ts";
import {
  type DatasetProgress,
  endRun,
  holdRun,
  insertDatasets,
  insertProblems,
  updateDataset,
} from "./run-store.ts";
import { DatasetStager, type DatasetTally, emptyTally } from "./stage-dataset.ts";
import {
  analyzeStaging,
  createStaging,
  dropStaging,
  isGeometryOptional,
  listConditions,
  reserveIds,
  sweepStaging,
} from "./staging-store.ts";
import { addDue, type DatasetEntry, listHashes, replaceDatasets, swapLayers } from "./swap-store.ts";
import { whenFree } from "./when-free.ts";

/** Raise it when the same source would give other rows: what is in the database then counts as changed. */
const IMPORTER_VERSION = 1;
const NOTE_EVERY_MS = 500;

export interface ImportRequest {
  readonly database: Database;
  readonly plan: ImportPlan;
  /** Reports go to `<homeFolder>/imports/`. */
  readonly homeFolder: string;
  /** What is taken in, in a word for people. */
  readonly source: string;
  /** Who asked in the application; null: the terminal. */
  readonly startedBy: string | null;
  readonly signal: AbortSignal;
  /** Only these layers; null: all of the plan. */
  readonly layers?: readonly ImportedLayer[] | null;
  /** Reads, checks and reports everything, and changes nothing of the city. */
  readonly dryRun?: boolean;
  /** Who may sign in to a city that is new. */
  readonly people: CityPeople;
  readonly derivations?: readonly Derivation[];
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly onDerivation?: (what: string, done: number, total: number) => void;
}

export interface ImportProgress {
  readonly dataset: DatasetProgress;
  readonly position: number;
  readonly datasets: number;
  readonly elapsedMs: number;
}

export interface ImportSummary {
  readonly runId: number;
  readonly datasets: readonly DatasetProgress[];
  /** Layers that are others than before. */
  readonly changed: readonly (ImportedLayer | "relief")[];
}

/**
 * @throws ImportUnderWay when the city is being imported already; ImportCancelled, or what `signal` was aborted
 *   with, when it was stopped; anything else is a fault. A source that cannot be read is no fault: its layer stays
 *   as it was, and the summary says why.
 */
export async function runImport(request: ImportRequest): Promise<ImportSummary> {
  const { database, plan, signal } = request;
  const lease = await takeLease(database, plan.city.id, request, signal);
  const run = new ImportRun(request, lease);
  try {
    const summary = await run.perform();
    await database.transaction(plan.city.id, (db) => endRun(db, lease.runId, "done", null));
    return summary;
  } catch (error) {
    const cancelled = error instanceof ImportCancelled || (signal.aborted && error === signal.reason);
    const reason = cancelled ? null : error instanceof Error ? error.message : String(error);
    await lease.release();
    try {
      await run.leave(cancelled ? "cancelled" : "failed", reason);
    } catch (leaving) {
      // The next import sweeps what is left; until then its run counts as under way for as long as a lease lasts.
      throw new AggregateError(
        [error, leaving],
        `${error instanceof Error ? error.message : error}; what was staged could not be taken away either`,
      );
    }
    throw error;
  } finally {
    await lease.release();
  }
}

interface StagedDataset {
  readonly dataset: PlannedDataset;
  readonly tally: DatasetTally;
  state: DatasetState;
  reason: string | null;
  hash: string;
}

class ImportRun {
  readonly #request: ImportRequest;
  readonly #lease: ImportLease;
  readonly #city: string;
  readonly #datasets: StagedDataset[];
  readonly #staged = new Set<ImportedLayer>();

  constructor(request: ImportRequest, lease: ImportLease) {
    this.#request = request;
    this.#lease = lease;
    this.#city = request.plan.city.id;
    const wanted = request.layers ?? null;
    this.#datasets = request.plan.datasets
      .filter(({ terms }) => wanted === null || wanted.includes(terms.layer))
      .map((dataset) => ({ dataset, tally: emptyTally(), state: "waiting", reason: null, hash: "" }));
  }

  async perform(): Promise<ImportSummary> {
    const { plan, database, dryRun } = this.#request;
    await this.#transaction((db) =>
      insertDatasets(
        db,
        this.#lease.runId,
        this.#datasets.map(({ dataset: { terms } }) => terms),
      ),
    );
    const degrees = await findExtent(plan, database, this.#lease.signal);
    const extent = await this.#transaction((db) => toGroundExtent(db, degrees));
    for (const layer of this.#listLayers()) await this.#stageLayer(layer, extent);
    const changed = await this.#findChanged();
    if (dryRun === true) {
      await this.#transaction((db) => sweepStaging(db, this.#city));
    } else {
      await this.#putInPlace(changed, degrees);
    }
    for (const entry of this.#datasets) {
      if (entry.state !== "read") continue;
      entry.state = dryRun === true || changed.has(entry.dataset.terms.layer) ? "done" : "unchanged";
      await this.#note(entry);
    }
    const derived =
      dryRun === true
        ? []
        : await runDerivations(
            {
              database,
              city: this.#city,
              signal: this.#lease.signal,
              hold: (db) => holdRun(db, this.#lease.runId),
              onProgress: this.#request.onDerivation ?? (() => undefined),
            },
            this.#request.derivations ?? DERIVATIONS,
          );
    return {
      runId: this.#lease.runId,
      datasets: this.#datasets.map(toProgress),
      changed: dryRun === true ? [] : [...changed, ...derived],
    };
  }

  /** Takes away what was staged and says how it ended. */
  async leave(state: "cancelled" | "failed", reason: string | null): Promise<void> {
    await this.#transaction(async (db) => {
      await holdRun(db, this.#lease.runId);
      await sweepStaging(db, this.#city);
      await endRun(db, this.#lease.runId, state, reason);
    });
  }

  #listLayers(): ImportedLayer[] {
    return [...new Set(this.#datasets.map(({ dataset }) => dataset.terms.layer))];
  }

  #of(layer: ImportedLayer): StagedDataset[] {
    return this.#datasets.filter(({ dataset }) => dataset.terms.layer === layer);
  }

  /** All sources of a layer, or none: a layer with half of its sources would look whole. */
  async #stageLayer(layer: ImportedLayer, extent: Buffer): Promise<void> {
    const entries = this.#of(layer);
    const shape = shapeOf(layer);
    const { conditions, nullableGeometry, lastId } = await this.#transaction(async (db) => {
      await holdRun(db, this.#lease.runId);
      await createStaging(db, shape);
      return {
        conditions: await listConditions(db, layer),
        nullableGeometry: await isGeometryOptional(db, layer),
        lastId: shape.geometry === null ? 0 : await reserveIds(db, layer),
      };
    });
    let last = lastId;
    for (const [index, entry] of entries.entries()) {
      const stager = this.#openStager(
        entry,
        {
          shape,
          conditions,
          staged: this.#staged,
          extent,
          nullableGeometry,
          dataset: index,
          onlyWhereLacking: entry.dataset.onlyWhereLacking && index > 0,
          keepsTaken: entries.slice(index + 1).some(({ dataset }) => dataset.onlyWhereLacking),
        },
        last,
      );
      try {
        await stager.run();
        last = stager.lastId();
      } catch (error) {
        if (!(error instanceof UnreadableSource)) throw error;
        await this.#refuseLayer(layer, entry, error.message);
        return;
      }
    }
    this.#staged.add(layer);
  }

  async #refuseLayer(layer: ImportedLayer, guilty: StagedDataset, reason: string): Promise<void> {
    await this.#transaction((db) => dropStaging(db, layer));
    for (const entry of this.#of(layer)) {
      entry.state = "refused";
      entry.reason =
        entry === guilty ? reason : `"${guilty.dataset.terms.id}", a source of the same layer, was refused`;
      await this.#note(entry);
    }
  }

  #openStager(
    entry: StagedDataset,
    setting: ConstructorParameters<typeof DatasetStager>[0]["setting"],
    lastId: number,
  ): { run(): Promise<void>; lastId(): number } {
    const { database, homeFolder } = this.#request;
    const { dataset, tally } = entry;
    const report = new ProblemReport(reportFile(homeFolder, this.#city, this.#lease.runId, dataset.terms.id));
    const startedAt = performance.now();
    let notedAt = 0;
    const note = async () => {
      this.#tellProgress(entry, performance.now() - startedAt);
      if (performance.now() - notedAt < NOTE_EVERY_MS) return;
      notedAt = performance.now();
      await this.#note(entry, report);
    };
    const stager = new DatasetStager({
      database,
      city: this.#city,
      dataset,
      setting,
      tally,
      report,
      signal: this.#lease.signal,
      lastId,
      onBatch: note,
    });
    return {
      run: async () => {
        entry.state = "reading";
        await this.#note(entry);
        try {
          entry.hash = await stager.stage();
          entry.state = "read";
        } finally {
          await report.close();
          await this.#note(entry, report);
        }
        this.#tellProgress(entry, performance.now() - startedAt);
      },
      lastId: () => stager.lastId,
    };
  }

  #tellProgress(entry: StagedDataset, elapsedMs: number): void {
    const position = this.#datasets.indexOf(entry) + 1;
    this.#request.onProgress?.({
      dataset: toProgress(entry),
      position,
      datasets: this.#datasets.length,
      elapsedMs,
    });
  }

  #note(entry: StagedDataset, report?: ProblemReport): Promise<void> {
    const problems = report?.take() ?? [];
    return this.#transaction(async (db) => {
      await updateDataset(db, this.#lease.runId, toProgress(entry));
      if (problems.length > 0) await insertProblems(db, this.#lease.runId, entry.dataset.terms.id, problems);
    });
  }

  /** Layers whose content is another than last time, or that refer to one whose ids may be. */
  async #findChanged(): Promise<ReadonlySet<ImportedLayer>> {
    const before = await this.#transaction(listHashes);
    const changed = new Set<ImportedLayer>();
    // In the order of the plan: what others refer to is judged before them.
    for (const layer of this.#staged) {
      const entries = this.#of(layer);
      const known = [...before.values()].filter((entry) => entry.layer === layer).length;
      const same =
        known === entries.length &&
        entries.every((entry) => before.get(entry.dataset.terms.id)?.hash === hashOf(entry));
      const references = Object.values(
        (LAYER_REFERENCES as Readonly<Record<string, Readonly<Record<string, ImportedLayer>>>>)[layer] ?? {},
      );
      if (!same || references.some((other) => changed.has(other))) changed.add(layer);
    }
    return changed;
  }

  async #putInPlace(changed: ReadonlySet<ImportedLayer>, extent: Extent): Promise<void> {
    const { database, plan, people } = this.#request;
    if (database.kind === "postgres") {
      for (const layer of changed) await this.#transaction((db) => analyzeStaging(db, layer));
    }
    const layers = [...this.#staged];
    const entries: DatasetEntry[] = this.#datasets
      .filter(({ dataset }) => this.#staged.has(dataset.terms.layer))
      .map((entry) => ({
        terms: entry.dataset.terms,
        featureCount: entry.tally.features,
        contentHash: hashOf(entry),
        counts: {
          read: entry.tally.recordsRead,
          refused: entry.tally.refused,
          repaired: entry.tally.repaired,
        },
      }));
    const loadedAt = new Date();
    await whenFree(this.#lease.signal, () =>
      this.#transaction(async (db) => {
        await holdRun(db, this.#lease.runId);
        await swapLayers(db, this.#city, [...changed]);
        // What is the same keeps its rows; its terms may still be told in other words.
        await replaceDatasets(db, layers, entries, loadedAt);
        await addDue(db, [...changed]);
        await registerCity(db, plan.city, extent, people, loadedAt);
        await sweepStaging(db, this.#city);
      }),
    );
  }

  #transaction<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return this.#request.database.transaction(this.#city, work);
  }
}

function hashOf({ hash, dataset }: StagedDataset): string {
  return createHash("sha256").update(`${IMPORTER_VERSION} ${dataset.terms.layer} ${hash}`).digest("hex");
}

function toProgress({ dataset, tally, state, reason }: StagedDataset): DatasetProgress {
  return { id: dataset.terms.id, state, reason, ...tally };
}
