/** The second half of an archive's import: rows are placed and saved, batch by batch, until only unclear ones are left. */
import { isRefusal, type Refusal } from "../../../domain/contract/problems.ts";
import {
  type InterventionInput,
  interventionInputSchema,
  isLive,
} from "../../../domain/interventions/intervention.ts";
import { isSure, type PlacedText } from "../../../domain/row-imports/placing.ts";
import { archivedState, footprintOf, toIntervention } from "../../../domain/row-imports/row-intervention.ts";
import type { Database, Db } from "../../platform/db.ts";
import { recordArchived } from "../interventions/archive.ts";
import { createInterventions } from "../interventions/create.ts";
import type { Change, Setting } from "../interventions/setting.ts";
import { Recent } from "../places/recent.ts";
import { openRememberingReader } from "../places/remembering-reader.ts";
import { findPlace } from "./place-text.ts";
import { keepPlaces } from "./queue-store.ts";
import { endRows, listOpenRows, type OpenRow, type RowEnd } from "./rows-store.ts";
import { holdRowImport, type RowImportRow } from "./run-store.ts";

/** Rows a transaction: about 0.1 s on the embedded database, whose readers wait for it. */
const BATCH = { embedded: 60, postgres: 400 } as const;
const PLACED_A_TRANSACTION = { embedded: 20, postgres: 400 } as const;
/** Of those that take ground still: they are examined, and what they could disturb waits for them meanwhile. */
const LIVE_A_TRANSACTION = { embedded: 20, postgres: 50 } as const;
/** Texts whose place is remembered: about 3 kB each. */
const MOST_REMEMBERED = 5_000;

export interface WorkingOff {
  readonly database: Database;
  readonly setting: Setting;
  readonly run: RowImportRow;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** @returns false when somebody stopped it */
export async function workOffRows({ database, setting, run, now, signal }: WorkingOff): Promise<boolean> {
  const placer = openPlacer(database, setting.city);
  for (;;) {
    signal.throwIfAborted();
    const rows = await database.transaction(
      setting.city,
      (db) => listOpenRows(db, run.id, BATCH[database.kind]),
      { readOnly: true },
    );
    if (rows.length === 0) return true;
    const places = await placer(rows);
    for (const set of inSets(rows, now(), LIVE_A_TRANSACTION[database.kind])) {
      signal.throwIfAborted();
      const held = await database.transaction(setting.city, async (db) => {
        if (!(await holdRowImport(db, run.id))) return false;
        await settle(db, setting, run, set, places, now());
        return true;
      });
      if (!held) return false;
    }
  }
}

/** In their order, so cut that none holds more live rows than this. */
function inSets(rows: readonly OpenRow[], nowMs: number, mostLive: number): OpenRow[][] {
  const sets: OpenRow[][] = [[]];
  let live = 0;
  for (const row of rows) {
    if (isLive(archivedState(row.planned, nowMs))) live += 1;
    if (live > mostLive) {
      sets.push([]);
      live = 1;
    }
    sets.at(-1)!.push(row);
  }
  return sets;
}

type Places = ReadonlyMap<string, PlacedText>;

/** Where the texts of these rows lie, each asked for once as long as it is remembered. */
function openPlacer(database: Database, city: string): (rows: readonly OpenRow[]) => Promise<Places> {
  const reader = openRememberingReader();
  const known = new Recent<PlacedText>(MOST_REMEMBERED);
  return async (rows) => {
    const places = new Map<string, PlacedText>();
    const asked = new Map<string, string>();
    for (const { state, placeKey, planned } of rows) {
      if (state !== "read" || placeKey === null) continue;
      const place = known.get(placeKey);
      if (place === undefined) asked.set(placeKey, planned.placeText);
      else places.set(placeKey, place);
    }
    const texts = [...asked];
    const most = PLACED_A_TRANSACTION[database.kind];
    for (let start = 0; start < texts.length; start += most) {
      await database.transaction(
        city,
        async (db) => {
          const remembering = await reader.through(db);
          for (const [key, text] of texts.slice(start, start + most)) {
            const place = await findPlace(remembering, text);
            places.set(key, place);
            known.set(key, place);
          }
        },
        { readOnly: true },
      );
    }
    return places;
  };
}

interface ReadyRow {
  readonly row: OpenRow;
  readonly input: InterventionInput;
}

async function settle(
  db: Db,
  setting: Setting,
  run: RowImportRow,
  rows: readonly OpenRow[],
  places: Places,
  nowMs: number,
): Promise<void> {
  const ends: RowEnd[] = [];
  const unclear = new Map<string, PlacedText>();
  const ready: ReadyRow[] = [];
  for (const row of rows) {
    const place = row.placeKey === null ? null : (places.get(row.placeKey) ?? null);
    const isPlaced = row.chosen !== null || row.planned.geometry !== null;
    if (!isPlaced && (place === null || !isSure(place.confidence))) {
      ends.push({ number: row.number, state: "unclear", problems: null });
      if (place !== null) unclear.set(row.placeKey!, place);
      continue;
    }
    const geometry = row.chosen ?? row.planned.geometry ?? place!.candidates[0]!.geometry;
    const input = toIntervention(
      row.planned,
      footprintOf(geometry, row.planned.widthMetres),
      archivedState(row.planned, nowMs),
    );
    const checked = interventionInputSchema.safeParse(input);
    if (checked.success) ready.push({ row, input: checked.data });
    else {
      const errors = checked.error.issues.map(({ path, message }) => ({ field: path.join("."), message }));
      ends.push({ number: row.number, state: "refused", problems: { code: "bad-input", errors } });
    }
  }
  ends.push(...(await save(db, setting, run, ready, nowMs)));
  await keepPlaces(
    db,
    run.id,
    [...unclear].map(([key, place]) => ({ key, place })),
  );
  await endRows(db, run.id, ends);
}

/** What is over goes in unexamined; what still takes ground as a planner's save does, with its findings. */
async function save(
  db: Db,
  setting: Setting,
  run: RowImportRow,
  ready: readonly ReadyRow[],
  nowMs: number,
): Promise<RowEnd[]> {
  const change: Change = {
    actor: { id: run.startedBy, role: "planner", officeId: run.officeId },
    // What the history shows as the source of each of them.
    requestId: `row-import ${run.id}`,
    nowMs,
  };
  const toNew = ({ row, input }: ReadyRow) => ({ id: row.interventionId, officeId: run.officeId, input });
  const over = ready.filter(({ input }) => !isLive(input.state));
  const live = ready.filter(({ input }) => isLive(input.state));
  const refusals = await recordArchived(db, setting, over.map(toNew), change);
  const outcomes = await createInterventions(db, setting, live.map(toNew), change, { inAnyState: true });
  return [
    ...over.map(({ row }, index) => endOf(row, refusals[index]!)),
    ...live.map(({ row }, index) => {
      const outcome = outcomes[index]!;
      return endOf(row, isRefusal(outcome) ? outcome : null);
    }),
  ];
}

function endOf({ number }: OpenRow, refusal: Refusal | null): RowEnd {
  if (refusal === null) return { number, state: "saved", problems: null };
  const { refusal: code, ...rest } = refusal;
  return { number, state: "refused", problems: { code, ...rest } };
}
