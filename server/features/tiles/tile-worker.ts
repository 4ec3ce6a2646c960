/** The other end of `tile-crew.ts`. */
import { parentPort, workerData } from "node:worker_threads";
import { type FindPieces, makeTile, openMaking, type TileSetting } from "./make-tile.ts";
import type { PackedPieces } from "./rows-store.ts";
import type { FromWorker, ToWorker } from "./tile-crew.ts";

const setting = workerData as TileSetting;
const making = await openMaking(setting);
let hearPieces: ((pieces: readonly PackedPieces[]) => void) | null = null;

const say = (message: FromWorker) => parentPort!.postMessage(message);

const find: FindPieces = (table, ids) =>
  new Promise((settle) => {
    hearPieces = settle;
    say({ kind: "find", table, ids });
  });

parentPort!.on("message", (message: ToWorker) => {
  if (message.kind === "pieces") {
    hearPieces?.(message.pieces);
    return;
  }
  makeTile(message.job, making, setting.folder, find).then(
    (tile) => say({ kind: "made", tile }),
    (error: unknown) => say({ kind: "failed", error }),
  );
});
say({ kind: "ready" });
