import { type MouseEvent, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Span } from "../../../domain/geo/interval.ts";
import type { Footprint } from "../../../domain/interventions/intervention.ts";
import { toLanguage } from "../../i18n/i18n.ts";
import type { CityViewProps, DrawingState } from "../../scene/city-view.ts";
import { createMoving } from "../../ui/moving.ts";
import { CityCanvas } from "../city/city-canvas.tsx";
import type { City } from "../city/use-city.ts";
import { usePhases } from "../interventions/use-phases.ts";
import { layerStates } from "../layers/layer-states.ts";
import type { Spot, useSpot } from "./use-spot.ts";

interface UrgentMapProps {
  readonly city: City;
  readonly spot: ReturnType<typeof useSpot>;
  readonly footprint: Footprint | null;
  readonly nowMs: number;
}

/** A hand that taps moves less than this between down and up. */
const TAP_PIXELS = 8;
const DAY_MS = 86_400_000;
const LAYERS = layerStates(undefined);
const NOTHING: never[] = [];
const ignore = () => undefined;

/** The plan under a cross: where it stands somebody digs. A tap brings a place under it. */
export function UrgentMap({ city, spot, footprint, nowMs }: UrgentMapProps) {
  const { t, i18n } = useTranslation();
  const down = useRef<readonly [number, number] | null>(null);
  const span = useMemo<Span>(() => ({ startMs: nowMs, endMs: nowMs + DAY_MS }), [nowMs]);
  const instant = useMemo(() => createMoving(nowMs), [nowMs]);
  const phases = usePhases(spot.extent, span, city.extent);
  const drawing = useMemo<DrawingState>(
    () => ({
      tool: "none",
      footprint,
      kind: "roadwork",
      widthMetres: footprint?.kind === "line" ? footprint.widthMetres : 2,
    }),
    [footprint],
  );
  const viewProps: CityViewProps = {
    city,
    language: toLanguage(i18n.language),
    look: spot.look,
    onCameraChange: spot.onCameraChange,
    layers: LAYERS,
    streets: spot.streets,
    phases: phases.data?.phases ?? NOTHING,
    interval: span,
    instant,
    selectedPhaseId: null,
    overlaps: NOTHING,
    drawing,
    detours: NOTHING,
    onDraw: ignore,
    onDetour: ignore,
    onDrawEnd: ignore,
    onPick: ignore,
    onSettled: ignore,
    onError: ignore,
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const [x, y] = down.current ?? [event.clientX, event.clientY];
    const onButton = (event.target as HTMLElement).closest("button, a") !== null;
    if (onButton || spot.extent === null || Math.hypot(event.clientX - x, event.clientY - y) > TAP_PIXELS)
      return;
    const box = event.currentTarget.getBoundingClientRect();
    const [west, south, east, north] = spot.extent;
    const place: Spot = [
      west + ((event.clientX - box.left) / box.width) * (east - west),
      north - ((event.clientY - box.top) / box.height) * (north - south),
    ];
    spot.goTo(place);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the map under it takes the arrow keys, which move it under the cross
    // biome-ignore lint/a11y/noStaticElementInteractions: the same
    <div
      className="urgent-map"
      onPointerDownCapture={(event) => {
        down.current = [event.clientX, event.clientY];
      }}
      onClick={onClick}
    >
      <CityCanvas view="plan" viewProps={viewProps} onBroken={ignore} />
      <svg className="urgent-cross" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true">
        <path d="M20 2v13M20 25v13M2 20h13M25 20h13" />
      </svg>
      {!spot.isChosen && <p className="urgent-hint">{t("urgent.tapHint")}</p>}
    </div>
  );
}
