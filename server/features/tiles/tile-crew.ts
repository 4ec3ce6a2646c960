/** Who makes tiles: this thread, or as many workers as the machine has room for. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { TileMaking } from "./built-tile.ts";
import {
  type FindPieces,
  type MadeTile,
  makeTile,
  openMaking,
  type TileJob,
  type TileSetting,
} from "./make-tile.ts";
import type { PackedPieces } from "./rows-store.ts";

/**
 * Workers read and warm up their code before they are quick. Measured on two cores: 82 tiles took two of them 1.4
 * times as long as this thread alone, 456 tiles two thirds.
 */
const TILES_WORTH_WORKERS = 150;
const MOST_WORKERS = 8;

export interface TileCrew {
  /** How many jobs keep everybody busy. */
  readonly size: number;
  make(job: TileJob): Promise<MadeTile>;
  /** Ends the workers; jobs that are under way fail. */
  close(): Promise<void>;
}

/** 1: no worker is worth its start. */
export function threadsFor(tiles: number): number {
  return tiles < TILES_WORTH_WORKERS ? 1 : Math.min(availableParallelism(), MOST_WORKERS);
}

/** @param size 1: this thread alone */
export async function openCrew(setting: TileSetting, find: FindPieces, size: number): Promise<TileCrew> {
  return size === 1 ? openAlone(setting, find) : openWorkers(setting, find, size);
}

async function openAlone(setting: TileSetting, find: FindPieces): Promise<TileCrew> {
  const making: TileMaking = await openMaking(setting);
  return {
    size: 1,
    make: (job) => makeTile(job, making, setting.folder, find),
    close: async () => undefined,
  };
}

export type ToWorker =
  | { readonly kind: "make"; readonly job: TileJob }
  | { readonly kind: "pieces"; readonly pieces: readonly PackedPieces[] };

export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "made"; readonly tile: MadeTile }
  | { readonly kind: "find"; readonly table: "building" | "ground"; readonly ids: readonly number[] }
  | { readonly kind: "failed"; readonly error: unknown };

interface Order {
  readonly job: TileJob;
  readonly settle: (tile: MadeTile) => void;
  readonly fail: (error: unknown) => void;
}

function openWorkers(setting: TileSetting, find: FindPieces, size: number): TileCrew {
  const waiting: Order[] = [];
  const workers = Array.from({ length: size }, () => new CrewWorker(setting, find, waiting));
  return {
    size,
    make: (job) =>
      new Promise((settle, fail) => {
        waiting.push({ job, settle, fail });
        for (const worker of workers) worker.takeNext();
      }),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}

/** One worker, one order at a time. */
class CrewWorker {
  private readonly worker: Worker;
  private current: Order | null = null;
  private isReady = false;

  constructor(
    setting: TileSetting,
    private readonly find: FindPieces,
    private readonly waiting: Order[],
  ) {
    this.worker = new Worker(new URL("./tile-worker.mjs", import.meta.url), {
      workerData: setting,
      // Without a bound each worker lets its heap grow to what the machine has.
      resourceLimits: { maxOldGenerationSizeMb: 1_024, maxYoungGenerationSizeMb: 32 },
    });
    this.worker.on("message", (message: FromWorker) => this.hear(message));
    this.worker.on("error", (error) => this.fail(error));
    this.worker.on("exit", (code) => this.fail(new Error(`a tile worker ended with code ${code}`)));
  }

  takeNext(): void {
    if (!this.isReady || this.current) return;
    const order = this.waiting.shift();
    if (!order) return;
    this.current = order;
    this.say({ kind: "make", job: order.job });
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private say(message: ToWorker): void {
    this.worker.postMessage(message);
  }

  private hear(message: FromWorker): void {
    if (message.kind === "find") {
      this.find(message.table, message.ids).then(
        (pieces) => this.say({ kind: "pieces", pieces }),
        (error: unknown) => this.fail(error),
      );
      return;
    }
    if (message.kind === "ready") this.isReady = true;
    else {
      const order = this.current;
      this.current = null;
      if (message.kind === "made") order?.settle(message.tile);
      else order?.fail(message.error);
    }
    this.takeNext();
  }

  /** For good, and with it the build: waiting orders fail as well. */
  private fail(error: unknown): void {
    this.isReady = false;
    this.current?.fail(error);
    this.current = null;
    for (const order of this.waiting.splice(0)) order.fail(error);
  }
}
