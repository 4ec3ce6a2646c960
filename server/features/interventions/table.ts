/** The table of interventions: what was asked for, as the store understands it, and its rows as the contract tells them. */
import { parseExtent } from "../../../domain/contract/parameters.ts";
import { isRefusal, type Refusal, refuse } from "../../../domain/contract/problems.ts";
import { toDegrees, toMetres } from "../../../domain/geo/projection.ts";
import { IMPACTS_BY_WEIGHT } from "../../../domain/interventions/impact-order.ts";
import { HINDRANCES } from "../../../domain/interventions/intervention.ts";
import type { InterventionFilter, InterventionRow } from "../../../domain/interventions/list-contract.ts";
import { readCursor, writeCursor } from "../../platform/cursor.ts";
import type { Db } from "../../platform/db.ts";
import { toWellKnownBinary } from "../../platform/well-known-binary.ts";
import type { Area, TableFilter } from "./table-condition-store.ts";
import * as store from "./table-store.ts";

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Counted to here where something is filtered; what lies beyond is told as "more than". */
const COUNTED = 10_000;

type BadInput = Refusal<"bad-input">;

const rectangle = (corners: readonly (readonly [number, number])[]) =>
  toWellKnownBinary({ type: "Polygon", coordinates: [[...corners, corners[0]!].map(([x, y]) => [x, y])] });

/** A rectangle of degrees leans a little in metres; inside it there is an upright one. */
function areaOf(text: string): Area {
  const [west, south, east, north] = parseExtent(text);
  const a = toMetres([west, south]);
  const b = toMetres([east, south]);
  const c = toMetres([east, north]);
  const d = toMetres([west, north]);
  const [x0, y0] = [Math.max(a[0], d[0]), Math.max(a[1], b[1])];
  const [x1, y1] = [Math.min(b[0], c[0]), Math.min(c[1], d[1])];
  const upright = x0 < x1 && y0 < y1;
  return {
    ground: rectangle([a, b, c, d]),
    inner: upright
      ? rectangle([
          [x0, y0],
          [x1, y0],
          [x1, y1],
          [x0, y1],
        ])
      : null,
  };
}

const yesNo = (value: "true" | "false" | undefined) => (value === undefined ? null : value === "true");
const several = (value: string | undefined) => value?.split(",") ?? null;

/** As `fold_text` of the database folds what they are looked for in. */
function toWords(text: string | undefined): string[] {
  const folded = (text ?? "")
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .replaceAll("’", "'")
    .toLowerCase();
  return folded.split(/\s+/).filter(Boolean);
}

export async function readFilter(db: Db, query: InterventionFilter): Promise<TableFilter | BadInput> {
  const areas: Area[] = query.bbox === undefined ? [] : [areaOf(query.bbox)];
  if (query.zone !== undefined) {
    const zone = await store.findZoneGround(db, query.zone);
    if (zone === null) return refuse("bad-input", { errors: [{ field: "zone", message: "no such zone" }] });
    areas.push({ ground: zone, inner: null });
  }
  return {
    kinds: several(query.kinds),
    states: several(query.states),
    offices: several(query.offices),
    urgent: yesNo(query.urgent),
    synthetic: yesNo(query.synthetic),
    words: toWords(query.text),
    startsAt: query.startsAt ?? null,
    endsAt: query.endsAt ?? null,
    areas,
    findings: query.findings ?? null,
    ids: several(query.ids),
  };
}

/** A cursor is of one order: after another, it would begin anywhere. */
function readAfter(query: InterventionFilter & { readonly after?: string | undefined }) {
  if (query.after === undefined) return null;
  const key = readCursor(query.after, ["string", "string", "string", "string"]);
  const [sort, order, sortText, id] = key ?? [];
  const fits = key !== null && sort === query.sort && order === query.order && UUID.test(id!);
  if (fits && isOfType(sortText!, store.typeOfOrder(query.sort))) return { sortText: sortText!, id: id! };
  return refuse("bad-input", { errors: [{ field: "after", message: "not a page of this list" }] });
}

function isOfType(text: string, type: ReturnType<typeof store.typeOfOrder>): boolean {
  switch (type) {
    case "integer":
      return /^\d{1,9}$/.test(text);
    case "double precision":
      return /^\d+(\.\d+)?(e[+-]?\d+)?$/.test(text);
    case "boolean":
      return text === "true" || text === "false";
    case "timestamptz":
      return /^\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
    case "text":
      return /^[^\0\p{Cs}]*$/u.test(text);
  }
}

export async function listPage(
  db: Db,
  query: InterventionFilter & { readonly limit: number; readonly after?: string | undefined },
  nowMs: number,
) {
  const filter = await readFilter(db, query);
  if (isRefusal(filter)) return filter;
  const after = readAfter(query);
  if (isRefusal(after)) return after;
  const { sort, order, limit } = query;
  const descending = order === "desc";
  const now = new Date(nowMs);
  const rows = await store.listTableRows(db, { filter, sort, now, descending, after, limit });
  const last = rows[rows.length - 1];
  const full = rows.length === limit && last !== undefined;
  return {
    interventions: rows.map(toRow),
    total: after === null ? await countRows(db, filter, full ? null : rows.length) : null,
    next: full ? writeCursor([sort, order, last.sortText, last.id]) : null,
  };
}

async function countRows(db: Db, filter: TableFilter, known: number | null) {
  if (known !== null) return { count: known, exact: true };
  const filtered = Object.values(filter).some((value) =>
    Array.isArray(value) ? value.length > 0 : value !== null,
  );
  const count = await store.countTableRows(db, filter, filtered ? COUNTED + 1 : null);
  return filtered && count > COUNTED ? { count: COUNTED, exact: false } : { count, exact: true };
}

/** A box of metres in degrees: of its corners, since north of one map is not quite north of the other. */
export function extentOf([west, south, east, north]: store.TableRow["box"]): InterventionRow["extent"] {
  const corners = [
    toDegrees([west, south]),
    toDegrees([east, south]),
    toDegrees([east, north]),
    toDegrees([west, north]),
  ];
  const [longitudes, latitudes] = [corners.map(([x]) => rounded(x)), corners.map(([, y]) => rounded(y))];
  return [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)];
}

export function centreOf([west, south, east, north]: store.TableRow["box"]): [number, number] {
  const [longitude, latitude] = toDegrees([(west + east) / 2, (south + north) / 2]);
  return [rounded(longitude), rounded(latitude)];
}

/** Seven decimals of a degree are a centimetre. */
const rounded = (degrees: number) => Math.round(degrees * 1e7) / 1e7;

export function heaviestOf(row: store.TableRow) {
  return {
    vehicleImpact: IMPACTS_BY_WEIGHT[row.impactRank - 1] ?? ("unknown" as const),
    hindrance: HINDRANCES[row.hindranceRank - 1]!,
  };
}

function toRow(row: store.TableRow): InterventionRow {
  const { officeId, officeName, box, startsAt, endsAt, updatedAt, areaSquareMetres } = row;
  return {
    id: row.id,
    version: row.version,
    title: row.title,
    kind: row.kind,
    state: row.state,
    urgent: row.urgent,
    regulariseBy: row.regulariseBy,
    place: row.place,
    office: { id: officeId, name: officeName },
    contractor: row.contractor,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    phaseCount: row.phaseCount,
    ...heaviestOf(row),
    blockingCount: row.blockingCount,
    warningCount: row.warningCount,
    areaSquareMetres: Math.round(areaSquareMetres * 10) / 10,
    centre: centreOf(box),
    extent: extentOf(box),
    updatedAt: updatedAt.toISOString(),
    synthetic: row.synthetic,
  };
}
