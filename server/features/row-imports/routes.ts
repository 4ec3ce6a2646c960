import { stat } from "node:fs/promises";
import { isRefusal, refuse } from "../../../domain/contract/problems.ts";
import * as contract from "../../../domain/row-imports/contract.ts";
import { isSure, placeKey } from "../../../domain/row-imports/placing.ts";
import type { Actor } from "../../platform/actor.ts";
import type { Db } from "../../platform/db.ts";
import { FileReply, implement } from "../../platform/implement.ts";
import type { Setting } from "../interventions/service.ts";
import { openRememberingReader } from "../places/remembering-reader.ts";
import { findCurrentRow } from "./current-rows.ts";
import { placeText, suggest } from "./place-text.ts";
import { countQueue, listQueue, moveQueued, placeQueued } from "./queue-store.ts";
import { receivePart } from "./receive-part.ts";
import { archiveFile, reportFile } from "./row-import-job.ts";
import * as store from "./run-store.ts";
import { saveRows } from "./save-rows.ts";
import { toRowImport } from "./view.ts";

const LISTED = 50;

export interface RowImportsSetting extends Setting {
  readonly homeFolder: string;
  /** Queues the work, in this transaction. */
  readonly start: (db: Db) => Promise<void>;
}

export function rowImportsRoutes(setting: RowImportsSetting) {
  const { city, homeFolder, start } = setting;

  async function get(db: Db, id: string, nowMs: number) {
    const run = await store.findRowImport(db, id);
    return run === null ? refuse("not-found") : present(db, run, nowMs);
  }

  async function present(db: Db, run: store.RowImportRow, nowMs: number) {
    return { rowImport: toRowImport(run, (await store.countRows(db, [run.id])).get(run.id) ?? {}, nowMs) };
  }

  /** The archive, held to the end of the transaction, if this person may work on it. */
  async function claim(db: Db, id: string, actor: Actor) {
    const run = await store.findRowImport(db, id, true);
    if (run === null) return refuse("not-found");
    const mayWork = actor.role === "administrator" || actor.officeId === run.officeId;
    return mayWork ? run : refuse("not-allowed", { detail: "it belongs to another office" });
  }

  async function goOn(db: Db, id: string) {
    await store.setState(db, id, "waiting");
    await start(db);
  }

  return [
    implement(contract.placeRows)(async ({ db, body }) => {
      const reader = await openRememberingReader().through(db);
      const places = [];
      for (const text of body.texts) places.push(await placeText(reader, text));
      return { places };
    }),

    implement(contract.saveRows)(async ({ db, body, actor, requestId, nowMs }) => {
      if (actor.officeId === null) return refuse("not-allowed", { detail: "you belong to no office" });
      const change = { actor, requestId, nowMs };
      return { outcomes: await saveRows(db, setting, body.rows, actor.officeId, change, body.dryRun) };
    }),

    implement(contract.listCurrentRows)(async ({ db, body, actor, nowMs }) => {
      const rows = [];
      for (const row of body.rows) rows.push(await findCurrentRow(db, setting, row, actor, nowMs));
      return { rows };
    }),

    implement(contract.createRowImport)(async ({ db, body, actor, nowMs }) => {
      if (actor.officeId === null) return refuse("not-allowed", { detail: "you belong to no office" });
      const { id, name, format, bytes, mapping, defaultKind } = body;
      const settings = { mapping, defaultKind };
      const row = { id, name, format, bytes, officeId: actor.officeId, startedBy: actor.id, settings };
      await store.insertRowImport(db, row, new Date(nowMs));
      const known = await store.findRowImport(db, id);
      if (known?.startedBy !== actor.id || known.bytes !== bytes || known.name !== name) {
        return refuse("id-taken", { errors: [{ field: "id", message: "names another archive" }] });
      }
      return present(db, known, nowMs);
    }),

    implement(contract.appendRowImport)(async ({ db, params, body, actor, nowMs }) => {
      const run = await claim(db, params.importId, actor);
      if (isRefusal(run)) return run;
      const bytes = Buffer.from(body.base64, "base64");
      if (run.state === "receiving" && body.offset === run.received) {
        if (body.offset + bytes.length > run.bytes) {
          return refuse("bad-input", { errors: [{ field: "base64", message: "longer than was said" }] });
        }
        await receivePart(archiveFile(homeFolder, city, run.id), body.offset, bytes);
        await store.setReceived(db, run.id, body.offset + bytes.length);
        if (body.offset + bytes.length === run.bytes) await start(db);
      } else if (run.state === "cancelled" || run.state === "failed") return refuse("import-ended");
      return get(db, run.id, nowMs);
    }),

    implement(contract.listRowImports)(async ({ db, nowMs }) => {
      const runs = await store.listRowImports(db, LISTED);
      const counts = await store.countRows(
        db,
        runs.map(({ id }) => id),
      );
      return { rowImports: runs.map((run) => toRowImport(run, counts.get(run.id) ?? {}, nowMs)) };
    }),

    implement(contract.getRowImport)(({ db, params, nowMs }) => get(db, params.importId, nowMs)),

    implement(contract.listRowPlaces)(async ({ db, params, query }) => {
      const run = await store.findRowImport(db, params.importId);
      if (run === null) return refuse("not-found");
      const reader = await openRememberingReader().through(db);
      const places = [];
      for (const { key, place, rows, number, cells } of await listQueue(
        db,
        run.id,
        query.state,
        query.limit,
      )) {
        const named = (run.header ?? []).map((header, at) => ({ header, text: cells[at] ?? "" }));
        places.push({ key, place: await suggest(reader, place), rows, first: { number, cells: named } });
      }
      return { ...(await countQueue(db, run.id, query.state)), places };
    }),

    implement(contract.resolveRowPlace)(async ({ db, params, body, actor }) => {
      const run = await claim(db, params.importId, actor);
      if (isRefusal(run)) return run;
      const { key, choice } = body;
      switch (choice.kind) {
        case "skip":
          return { rows: await moveQueued(db, run.id, key, "unclear", "skipped"), place: null };
        case "restore":
          return { rows: await moveQueued(db, run.id, key, "skipped", "unclear"), place: null };
        case "place": {
          const rows = await placeQueued(db, run.id, key, choice.candidate.geometry);
          if (rows > 0) await goOn(db, run.id);
          return { rows, place: null };
        }
        case "text": {
          const place = await placeText(db, choice.text);
          if (!isSure(place.confidence)) return { rows: 0, place };
          const rows = await placeQueued(db, run.id, key, place.candidates[0]!.geometry);
          if (rows > 0) await goOn(db, run.id);
          return { rows, place };
        }
      }
    }),

    implement(contract.steerRowImport)(async ({ db, params, body, actor, nowMs }) => {
      const run = await claim(db, params.importId, actor);
      if (isRefusal(run)) return run;
      const isOpen = run.state === "receiving" || run.state === "waiting" || run.state === "running";
      if (body.action === "cancel") {
        if (!isOpen) return refuse("import-ended");
        await store.setState(db, run.id, "cancelled");
      } else if (run.received < run.bytes) await store.setState(db, run.id, "receiving");
      else await goOn(db, run.id);
      return get(db, run.id, nowMs);
    }),

    implement(contract.downloadRowReport)(async ({ db, params }) => {
      const run = await store.findRowImport(db, params.importId);
      if (run === null) return refuse("not-found");
      const file = reportFile(homeFolder, city, run.id);
      const isThere = await stat(file).then(
        () => true,
        () => false,
      );
      if (!isThere) return refuse("not-found", { detail: "it is written when the import ends" });
      return new FileReply(file, `${placeKey(run.name).replace(/[^a-z0-9]+/g, "-")}-report.csv`);
    }),
  ];
}
