import type { Finding } from "../../domain/conflicts/finding.ts";
import type { Extent } from "../../domain/geo/geometry.ts";
import { type Interval, overlaps, toSpan } from "../../domain/geo/interval.ts";
import type { Intervention } from "../../domain/interventions/contract.ts";
import type { City } from "../features/city/use-city.ts";
import { daysOf } from "../features/clock/clock-window.ts";
import { extentOfRings } from "../features/interventions/in-view.ts";
import type { CameraDesk } from "./use-camera.ts";
import type { TimeDesk } from "./use-time.ts";

/** Brings a thing on the screen: its place and, where the clock shows another time, its days. */
export function useGoing(city: City, camera: CameraDesk, time: TimeDesk) {
  const goTo = (extent: Extent, when: Interval) => {
    camera.flyToExtent(extent);
    if (!overlaps(toSpan(when), time.span)) time.setInterval(daysOf(toSpan(when), city.timeZone));
  };
  return {
    showFinding: ({ overlap }: Finding) => {
      const { geometry } = overlap;
      const rings = geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
      goTo(extentOfRings(rings), overlap);
    },
    showIntervention: ({ phases }: Intervention, phaseId: string | null) => {
      const phase = phases.find(({ id }) => id === phaseId) ?? phases[0]!;
      goTo(extentOfRings(phase.polygon.coordinates), phase);
    },
  };
}
