/** The rows on the map, by how sure their places are; of the one in hand every place to choose from. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Extent } from "../../../domain/geo/geometry.ts";
import { DAY_MS } from "../../../domain/geo/interval.ts";
import type { PhaseFeature } from "../../../domain/interventions/contract.ts";
import { footprintOf } from "../../../domain/row-imports/row-intervention.ts";
import { toLanguage } from "../../i18n/i18n.ts";
import type { Camera, CityViewProps } from "../../scene/city-view.ts";
import { SEVERITY_STYLES } from "../../scene/phase-style.ts";
import { createMoving } from "../../ui/moving.ts";
import { CityCanvas, type ViewName } from "../city/city-canvas.tsx";
import type { City } from "../city/use-city.ts";
import { useNow } from "../clock/use-now.ts";
import { layerStates } from "../layers/layer-states.ts";
import { useStreets } from "../places/use-streets.ts";
import type { DerivedRow } from "./derived-row.ts";
import { extentOf, groundOf } from "./row-shape.ts";

/** Signs of the map that the legend beside it explains. */
export const CONFIDENCE_SIGNS = { exact: "synergy", likely: "advice", ambiguous: "warning" } as const;
const CANDIDATE = "candidate";
const METRES_A_DEGREE = 111_320;
const NOTHING_DRAWN: CityViewProps["drawing"] = {
  tool: "none",
  footprint: null,
  kind: "roadwork",
  widthMetres: 2.5,
};
const ignore = () => undefined;

/** What the map shows of a row: of a sheet, or of an archive's queue. */
export interface MappedRow
  extends Pick<DerivedRow, "place" | "standing" | "footprint" | "ground" | "extent"> {
  readonly row: Pick<DerivedRow["row"], "id" | "picked" | "skipped">;
  readonly read: {
    readonly row: Pick<
      NonNullable<DerivedRow["read"]["row"]>,
      "kind" | "title" | "placeText" | "startsAt" | "endsAt" | "vehicleImpact" | "hindrance"
    > | null;
  };
}

interface RowsMapProps {
  readonly city: City;
  readonly view: ViewName;
  readonly rows: readonly MappedRow[];
  readonly active: MappedRow | null;
  readonly onRow: (id: string) => void;
  readonly onCandidate: (index: number) => void;
  readonly onTwinBroken: () => void;
}

function cameraOn([west, south, east, north]: Extent): Camera {
  const latitude = (south + north) / 2;
  const wide = (east - west) * METRES_A_DEGREE * Math.cos((latitude * Math.PI) / 180);
  const size = Math.hypot(wide, (north - south) * METRES_A_DEGREE);
  return {
    longitude: (west + east) / 2,
    latitude,
    distanceMetres: Math.min(6_000, Math.max(300, size * 1.7)),
    headingDegrees: 0,
    pitchDegrees: -90,
  };
}

function unite(extents: readonly Extent[]): Extent | null {
  if (extents.length === 0) return null;
  return extents.reduce<Extent>(
    (all, one) => [
      Math.min(all[0], one[0]),
      Math.min(all[1], one[1]),
      Math.max(all[2], one[2]),
      Math.max(all[3], one[3]),
    ],
    [Infinity, Infinity, -Infinity, -Infinity],
  );
}

export function RowsMap({ city, view, rows, active, onRow, onCandidate, onTwinBroken }: RowsMapProps) {
  const { i18n } = useTranslation();
  const nowMs = useNow();
  const instant = useMemo(() => createMoving(nowMs), [nowMs]);
  const [extent, setExtent] = useState<Extent | null>(null);
  const { features: streets } = useStreets(extent);
  const layers = useMemo(() => layerStates(undefined), []);

  const candidates = useMemo(
    () =>
      active?.row.picked === null && active.place !== null && active.footprint === null
        ? active.place.candidates.map(({ geometry }) => groundOf(footprintOf(geometry, 4)))
        : [],
    [active],
  );
  const all = useMemo(() => unite(rows.flatMap(({ extent: one }) => (one === null ? [] : [one]))), [rows]);
  const [look, setLook] = useState<CityViewProps["look"]>(() => ({
    camera: cameraOn(all ?? aroundCentre(city)),
    revision: 0,
    immediately: true,
  }));
  const goal = active === null ? null : (active.extent ?? unite(candidates.map(extentOf)));
  const goalKey = goal?.join() ?? "";
  const seen = useRef("");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the extent by its numbers, which a list made anew repeats
  useEffect(() => {
    const to = goal ?? (seen.current === "" ? all : null);
    if (to === null || seen.current === to.join()) return;
    seen.current = to.join();
    setLook(({ revision }) => ({
      camera: cameraOn(to),
      revision: revision + 1,
      immediately: revision === 0,
    }));
  }, [goalKey, all]);

  const phases = useMemo(() => {
    const own = rows.flatMap((row) =>
      row.ground === null ? [] : [phaseOf(row.row.id, row.row.id, row, row.ground)],
    );
    const offered = candidates.map((ground, index) =>
      phaseOf(`${CANDIDATE} ${index}`, active!.row.id, active!, ground),
    );
    return [...own, ...offered];
  }, [rows, candidates, active]);
  const overlaps = useMemo(
    () => [
      ...rows.flatMap(({ ground, standing, row }) => {
        const sign = CONFIDENCE_SIGNS[standing as keyof typeof CONFIDENCE_SIGNS];
        return ground === null || sign === undefined || row.skipped
          ? []
          : [{ geometry: ground, severity: sign, highlighted: row.id === active?.row.id }];
      }),
      ...candidates.map((geometry) => ({
        geometry,
        severity: CONFIDENCE_SIGNS.ambiguous,
        highlighted: true,
      })),
    ],
    [rows, candidates, active],
  );
  const interval = useMemo(() => spanOfAll(phases, nowMs), [phases, nowMs]);
  const onCameraChange = useCallback((_: Camera, now: Extent) => setExtent(now), []);

  const viewProps: CityViewProps = {
    city,
    language: toLanguage(i18n.language),
    look,
    onCameraChange,
    layers,
    streets,
    phases,
    interval,
    instant,
    selectedPhaseId: active?.row.id ?? null,
    overlaps,
    drawing: NOTHING_DRAWN,
    detours: NO_LINES,
    onDraw: ignore,
    onDetour: ignore,
    onDrawEnd: ignore,
    onPick: (pick) => {
      if (pick?.kind !== "phase") return;
      if (pick.phaseId.startsWith(CANDIDATE)) onCandidate(Number(pick.phaseId.slice(CANDIDATE.length + 1)));
      else onRow(pick.phaseId);
    },
    onSettled: ignore,
    onError: (message) => view === "twin" && message !== "" && onTwinBroken(),
  };
  return <CityCanvas view={view} viewProps={viewProps} onBroken={onTwinBroken} />;
}

const NO_LINES: CityViewProps["detours"] = [];

function aroundCentre({ centre: [x, y] }: City): Extent {
  return [x - 0.006, y - 0.004, x + 0.006, y + 0.004];
}

function spanOfAll(phases: readonly PhaseFeature[], nowMs: number): CityViewProps["interval"] {
  const starts = phases.map(({ properties }) => Date.parse(properties.startsAt));
  const ends = phases.map(({ properties }) => Date.parse(properties.endsAt));
  return { startMs: Math.min(nowMs, ...starts), endMs: Math.max(nowMs + DAY_MS, ...ends) };
}

function phaseOf(
  id: string,
  interventionId: string,
  { read }: MappedRow,
  ground: PhaseFeature["geometry"] | ReturnType<typeof groundOf>,
): PhaseFeature {
  const row = read.row!;
  return {
    type: "Feature",
    id,
    geometry: ground as PhaseFeature["geometry"],
    properties: {
      interventionId,
      kind: row.kind,
      state: "draft",
      title: row.title,
      place: row.placeText,
      officeName: "",
      startsAt: row.startsAt,
      endsAt: row.endsAt,
      vehicleImpact: row.vehicleImpact ?? "unknown",
      hindrance: row.hindrance ?? "none",
      synthetic: false,
      blockingCount: 0,
      warningCount: 0,
    },
  };
}

export function ConfidenceSwatch({ of }: { readonly of: keyof typeof CONFIDENCE_SIGNS }) {
  const { fill, outline } = SEVERITY_STYLES[CONFIDENCE_SIGNS[of]];
  return (
    <span className="rows-swatch" style={{ background: fill, borderColor: outline }} aria-hidden="true" />
  );
}
