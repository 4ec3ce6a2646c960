/** What a row on the screen comes to: read, placed, compared with what is saved, ready or not. */
import type { Extent, PolygonGeometry } from "../../../domain/geo/geometry.ts";
import type { Footprint, InterventionInput } from "../../../domain/interventions/intervention.ts";
import {
  applyChanges,
  compareRow,
  fieldsOf,
  type RowComparison,
} from "../../../domain/row-imports/compare-rows.ts";
import type { RowOutcome } from "../../../domain/row-imports/contract.ts";
import { type Confidence, isSure, type PlacedText, placeKey } from "../../../domain/row-imports/placing.ts";
import { type ReadRow, type RowSetting, readRow } from "../../../domain/row-imports/read-row.ts";
import { footprintOf, toIntervention } from "../../../domain/row-imports/row-intervention.ts";
import type { PreviewRow } from "./preview-rows.ts";
import { extentOf, groundOf } from "./row-shape.ts";
import type { CurrentRow } from "./use-current-rows.ts";

export type RowStanding = Confidence | "bad" | "waiting" | "saved" | "returned";

export interface DerivedRow {
  readonly row: PreviewRow;
  readonly read: ReadRow;
  readonly place: PlacedText | null;
  readonly standing: RowStanding;
  /** Of a row that came back: what it changes. */
  readonly comparison: RowComparison | null;
  readonly current: CurrentRow | null;
  readonly footprint: Footprint | null;
  readonly ground: PolygonGeometry | null;
  readonly extent: Extent | null;
  /** What would be saved, and as which version's successor; null: not ready. */
  readonly ready: {
    readonly id: string;
    readonly version: number | null;
    readonly intervention: InterventionInput;
  } | null;
  readonly wanted: boolean;
}

/** Somebody has to look at it before it can be saved. */
export function isUnclear({ standing, row, comparison }: DerivedRow): boolean {
  if (comparison?.standing === "stale") return !row.skipped && row.saved === null && row.wanted === null;
  return !row.skipped && (standing === "bad" || standing === "ambiguous" || standing === "not-found");
}

export function deriveRow(
  row: PreviewRow,
  setting: RowSetting,
  places: ReadonlyMap<string, PlacedText>,
  currents: ReadonlyMap<string, CurrentRow | null>,
): DerivedRow {
  const first = readRow({ number: row.number, cells: row.cells }, setting);
  const read: ReadRow =
    first.row !== null && first.row.id === null && row.known !== null
      ? { ...first, row: { ...first.row, ...row.known } }
      : first;
  const planned = read.row;
  const nothing = {
    comparison: null,
    current: null,
    footprint: null,
    ground: null,
    extent: null,
    ready: null,
  };
  if (planned === null) return { row, read, place: null, standing: "bad", ...nothing, wanted: false };
  if (planned.id !== null) return deriveReturned(row, read, planned.id, currents, setting.timeZone);
  const place = planned.geometry === null ? (places.get(placeKey(planned.placeText)) ?? null) : null;
  const candidate = row.picked === null ? place?.candidates[0] : place?.candidates[row.picked];
  const isChosen = row.picked !== null && candidate !== undefined;
  const standing: RowStanding =
    planned.geometry !== null || isChosen ? "exact" : place === null ? "waiting" : place.confidence;
  const geometry =
    planned.geometry ?? (isChosen || isSure(standing as Confidence) ? (candidate?.geometry ?? null) : null);
  if (geometry === null) return { row, read, place, standing, ...nothing, wanted: false };
  const footprint = footprintOf(geometry, planned.widthMetres);
  const ground = groundOf(footprint);
  return {
    row,
    read,
    place,
    standing: row.saved === null ? standing : "saved",
    comparison: null,
    current: null,
    footprint,
    ground,
    extent: extentOf(ground),
    ready:
      row.saved === null
        ? { id: row.id, version: null, intervention: toIntervention(planned, footprint, "draft") }
        : null,
    wanted: !row.skipped && (row.wanted ?? true),
  };
}

function deriveReturned(
  row: PreviewRow,
  read: ReadRow,
  id: string,
  currents: ReadonlyMap<string, CurrentRow | null>,
  timeZone: string,
): DerivedRow {
  const base = { row, read, place: null, footprint: null, ground: null, extent: null, ready: null };
  const current = currents.get(id);
  if (current === undefined)
    return { ...base, standing: "waiting", comparison: null, current: null, wanted: false };
  const comparison = compareRow(
    read.row!,
    current && {
      version: current.version,
      fields: fieldsOf(current.intervention),
      base: current.base,
      mayChange: current.mayChange,
    },
    timeZone,
  );
  const phase = current?.intervention.phases[0];
  const ground = phase === undefined ? null : groundOf(phase.footprint);
  const changes = comparison.changes.filter(({ field }) => !row.declined.includes(field));
  const mayApply = comparison.standing === "changed" || comparison.standing === "stale";
  const isReady = current !== null && mayApply && changes.length > 0 && row.saved !== current.version;
  return {
    ...base,
    standing: row.saved !== null && row.saved === current?.version ? "saved" : "returned",
    comparison,
    current,
    footprint: phase?.footprint ?? null,
    ground,
    extent: ground && extentOf(ground),
    ready: isReady
      ? { id, version: current.version, intervention: applyChanges(current.intervention, changes) }
      : null,
    // What somebody else changed too is applied only when asked for.
    wanted: !row.skipped && (row.wanted ?? comparison.standing === "changed"),
  };
}

/** Interferences that a row would bring, by severity. */
export function countFindings(outcome: RowOutcome | undefined): { blocking: number; warning: number } {
  const own = (outcome?.findings ?? []).filter((finding) => finding.class === "interference");
  return {
    blocking: own.filter(({ severity }) => severity === "blocking").length,
    warning: own.filter(({ severity }) => severity === "warning").length,
  };
}
