/** One source taken into its layer's staging table, in batches small enough that nobody waits for one. */
import { createHash, type Hash } from "node:crypto";
import type { Position } from "../../../domain/geo/geometry.ts";
import type { Consequence } from "../../../domain/imports/import-run.ts";
import type { ImportedLayer, StagedInput } from "../../../domain/imports/mapping.ts";
import type { ProblemCode, ProblemFound } from "../../../domain/imports/source-record.ts";
import type { Database, Db } from "../../platform/db.ts";
import { isSystemKnown } from "./extent-store.ts";
import { guessSystem, somePoint } from "./guess-system.ts";
import { type PlannedDataset, UnreadableSource } from "./import-plan.ts";
import type { ProblemReport } from "./problem-report.ts";
import { prepareRecord, type StagedRecord } from "./staged-record.ts";
import {
  type BatchOutcome,
  type BatchSetting,
  forgoWaiting,
  recordKeys,
  stageBatch,
  stageDemand,
} from "./staging-store.ts";

/** What of a dataset has been taken in. */
export interface DatasetTally {
  recordsRead: number;
  features: number;
  refused: number;
  repaired: number;
  warned: number;
  leftOut: number;
  bytesRead: number;
  bytesTotal: number | null;
}

export function emptyTally(): DatasetTally {
  return {
    recordsRead: 0,
    features: 0,
    refused: 0,
    repaired: 0,
    warned: 0,
    leftOut: 0,
    bytesRead: 0,
    bytesTotal: null,
  };
}

export interface DatasetStaging {
  readonly database: Database;
  readonly city: string;
  readonly dataset: PlannedDataset;
  readonly setting: BatchSetting;
  readonly tally: DatasetTally;
  readonly report: Pick<ProblemReport, "add">;
  readonly signal: AbortSignal;
  /** The highest id given in the layer so far. */
  readonly lastId: number;
  /** Called after each batch, in no transaction. */
  readonly onBatch: () => Promise<void>;
  /** No thing at all is an answer too; of a source it is a fault. */
  readonly mayBeEmpty?: boolean;
}

/** What a batch may take: on the embedded database all others wait for it, on a server of one's own nobody does. */
const AIM_MS = { embedded: 40, postgres: 1_000 } as const;
const MAX_ROWS = 2_000;
const MAX_BYTES = 512 * 1024;
const FIRST_ROWS = 50;

/** So few inside: the source's system is not what it is said to be. */
const LEAST_INSIDE = 0.1;
const SAMPLE = 100;

const CONSEQUENCES: { readonly [C in ProblemCode]?: Consequence } = { "ground-taken": "left-out" };

export class DatasetStager {
  readonly #work: DatasetStaging;
  readonly #hash: Hash = createHash("sha256");
  readonly #outside: Position[] = [];
  #batch: { record: StagedRecord; geometry: Position | null }[] = [];
  #bytes = 0;
  #rows = FIRST_ROWS;
  #lastId: number;
  #inside = 0;
  #outsideCount = 0;
  readonly #ids = new Set<string>();
  readonly #keys = new Set<string>();

  constructor(work: DatasetStaging) {
    this.#work = work;
    this.#lastId = work.lastId;
  }

  get lastId(): number {
    return this.#lastId;
  }

  /**
   * @returns hash of everything that was given, in its order
   * @throws UnreadableSource when the source as a whole cannot be taken
   */
  async stage(): Promise<string> {
    const { dataset, signal, tally } = this.#work;
    const { srid, records } = await dataset.open({
      signal,
      onRead: (bytes, total) => Object.assign(tally, { bytesRead: bytes, bytesTotal: total }),
      onRecord: (number) => {
        tally.recordsRead = number;
      },
      onProblem: ({ refused, problem, ...place }) =>
        this.#tell(place, refused ? "refused" : "warned", problem),
    });
    if (!(await this.#transaction((db) => isSystemKnown(db, srid)))) {
      throw new UnreadableSource(`its coordinate system EPSG:${srid} is not known`);
    }
    this.#hash.update(JSON.stringify([srid, dataset.onlyWhereLacking, dataset.clipToCity]));
    for await (const input of records) {
      signal.throwIfAborted();
      await this.#take(input, srid);
      if (this.#batch.length >= this.#rows || this.#bytes >= MAX_BYTES) await this.#flush();
    }
    await this.#flush();
    if (tally.recordsRead === 0 && this.#work.mayBeEmpty !== true)
      throw new UnreadableSource("it holds no records");
    await this.#judgeWhole(srid);
    return this.#hash.digest("hex");
  }

  async #take(input: StagedInput<ImportedLayer>, srid: number): Promise<void> {
    const { tally, setting } = this.#work;
    if (input.number > tally.recordsRead) tally.recordsRead = input.number;
    if ("problem" in input) return this.#tell(input, "refused", input.problem);
    if ("refused" in input) return this.#tell(input, "refused", input.refused);
    for (const remark of input.remarks ?? []) await this.#tell(input, "warned", remark);
    const prepared = prepareRecord(setting.shape, input.record, srid, input);
    if ("code" in prepared) return this.#tell(input, "refused", prepared);
    if (this.#ids.has(prepared.externalId)) {
      return this.#tell(input, "refused", { code: "duplicate-id", detail: prepared.externalId });
    }
    if (this.#keys.has(prepared.key)) {
      return this.#tell(input, "refused", { code: "duplicate-content", detail: prepared.externalId });
    }
    this.#ids.add(prepared.externalId);
    this.#keys.add(prepared.key);
    this.#hash.update(prepared.externalId).update(prepared.key);
    const geom = "geom" in input.record ? input.record.geom : null;
    this.#batch.push({ record: prepared, geometry: geom === null ? null : somePoint(geom) });
    this.#bytes += prepared.source?.length ?? 0;
  }

  async #flush(): Promise<void> {
    if (this.#batch.length > 0) {
      const batch = this.#batch;
      this.#batch = [];
      this.#bytes = 0;
      this.#ids.clear();
      this.#keys.clear();
      const startedAt = performance.now();
      const outcomes = await this.#write(batch.map(({ record }) => record));
      this.#adapt(performance.now() - startedAt, batch.length);
      for (const outcome of outcomes) await this.#note(outcome, batch[outcome.n]!);
    }
    await this.#work.onBatch();
  }

  async #write(batch: readonly StagedRecord[]): Promise<BatchOutcome[]> {
    const { setting } = this.#work;
    return this.#transaction(async (db) => {
      await forgoWaiting(db);
      if (setting.shape.geometry === null) return stageDemand(db, batch);
      const { layer } = setting.shape;
      const isNew = await recordKeys(
        db,
        layer,
        batch.map(({ key }) => key),
      );
      const fresh = batch.flatMap((record, n) => (isNew.has(record.key) ? [{ record, n }] : []));
      const repeated = batch.flatMap(({ key }, n) => (isNew.has(key) ? [] : [repeat(n)]));
      if (fresh.length === 0) return repeated;
      const done = await stageBatch(
        db,
        setting,
        fresh.map(({ record }) => record),
        this.#lastId,
      );
      this.#lastId = done.lastId;
      return [...done.outcomes.map((outcome) => ({ ...outcome, n: fresh[outcome.n]!.n })), ...repeated];
    });
  }

  /** Half as many where it took too long, a quarter more where there was time left. */
  #adapt(tookMs: number, rows: number): void {
    const aim = AIM_MS[this.#work.database.kind];
    if (tookMs > aim) this.#rows = Math.max(1, Math.floor((rows * aim) / tookMs));
    else if (tookMs < aim * 0.7 && rows >= this.#rows)
      this.#rows = Math.min(MAX_ROWS, Math.ceil(this.#rows * 1.25));
  }

  async #note(
    { trouble, field, repaired, cut, features }: BatchOutcome,
    { record, geometry }: { record: StagedRecord; geometry: Position | null },
  ): Promise<void> {
    const { tally, dataset } = this.#work;
    if (trouble === "outside-city" || trouble === "swapped-axes") {
      this.#outsideCount += 1;
      if (geometry !== null && this.#outside.length < SAMPLE) this.#outside.push(geometry);
      if (dataset.clipToCity && trouble === "outside-city") {
        tally.leftOut += 1;
        return;
      }
    } else if (geometry !== null) this.#inside += 1;
    if (trouble !== null) {
      const code = trouble as ProblemCode;
      const consequence = CONSEQUENCES[code] ?? "refused";
      const detail = describeTrouble(code, record, geometry);
      return this.#tell(record, consequence, {
        code,
        ...(field === null ? {} : { field }),
        ...(detail ? { detail } : {}),
      });
    }
    tally.features += features;
    if (repaired || record.closed) {
      await this.#tell(record, "repaired", { code: "repaired-geometry", detail: record.externalId });
    }
    if (cut) await this.#tell(record, "warned", { code: "ground-cut", detail: record.externalId });
  }

  /** @throws UnreadableSource when it has things, but elsewhere, or nothing at all that can be used */
  async #judgeWhole(srid: number): Promise<void> {
    const { setting, tally, dataset } = this.#work;
    const placed = this.#inside + this.#outsideCount;
    if (placed > 0 && this.#inside < placed * LEAST_INSIDE && !(dataset.clipToCity && this.#inside > 0)) {
      const guess = await this.#transaction((db) => guessSystem(db, this.#outside, srid, setting.extent));
      throw new UnreadableSource(
        `${this.#outsideCount} of ${placed} records lie outside the city as EPSG:${srid}${guess === null ? "" : `: ${guess}`}`,
      );
    }
    if (tally.features === 0 && tally.recordsRead > 0 && !setting.onlyWhereLacking) {
      throw new UnreadableSource(`none of its ${tally.recordsRead} records can be used`);
    }
  }

  async #tell(
    place: { readonly number: number; readonly line?: number | null },
    consequence: Consequence,
    problem: ProblemFound,
  ): Promise<void> {
    const { tally, report } = this.#work;
    if (place.number > tally.recordsRead) tally.recordsRead = place.number;
    if (consequence === "refused") tally.refused += 1;
    else if (consequence === "repaired") tally.repaired += 1;
    else if (consequence === "warned") tally.warned += 1;
    else tally.leftOut += 1;
    await report.add(place, consequence, problem);
  }

  #transaction<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return this.#work.database.transaction(this.#work.city, work);
  }
}

const repeat = (n: number): BatchOutcome => ({
  n,
  trouble: "duplicate-content",
  field: null,
  repaired: false,
  cut: false,
  features: 0,
});

function describeTrouble(code: ProblemCode, record: StagedRecord, geometry: Position | null): string | null {
  if (code === "outside-city" || code === "swapped-axes")
    return geometry === null ? null : `at ${geometry.join(" ")}`;
  return record.externalId;
}
