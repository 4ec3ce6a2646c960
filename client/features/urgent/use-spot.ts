import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Extent } from "../../../domain/geo/geometry.ts";
import { toMetres } from "../../../domain/geo/projection.ts";
import { type SiteMeasures, siteAt } from "../../../domain/urgent/site.ts";
import type { CityViewProps } from "../../scene/city-view.ts";
import { indexStreets } from "../../scene/draw/street-index.ts";
import type { City } from "../city/use-city.ts";
import { useStreets } from "../places/use-streets.ts";

export type Spot = readonly [number, number];

/** A dig of some metres fills a fair part of the screen, and the next corners are still on it. */
const NEAR_METRES = 130;
const REST_MS = 200;
/** Moved less than this, the map lies as it was laid. */
const SAME_METRES = 3;
const REACH_METRES = 60;

/** The place under the map's cross: found by the phone, by name, by a tap, or by moving the map. */
export function useSpot(city: City, measures: SiteMeasures) {
  const [look, setLook] = useState<CityViewProps["look"]>(() => ({
    camera: cameraAt(city.centre, 700),
    revision: 0,
    immediately: true,
  }));
  const [extent, setExtent] = useState<Extent | null>(null);
  const [spot, setSpot] = useState<Spot>(city.centre);
  const [isChosen, setChosen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const laid = useRef<Spot>(city.centre);
  useEffect(() => () => clearTimeout(timer.current), []);

  const onCameraChange = useCallback<CityViewProps["onCameraChange"]>((camera, seen) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const now: Spot = [camera.longitude, camera.latitude];
      setExtent(seen);
      setSpot(now);
      if (metresBetween(now, laid.current) > SAME_METRES) {
        laid.current = now;
        setChosen(true);
      }
    }, REST_MS);
  }, []);
  const goTo = useCallback((place: Spot) => {
    laid.current = place;
    setSpot(place);
    setChosen(true);
    setLook(({ revision }) => ({
      camera: cameraAt(place, NEAR_METRES),
      revision: revision + 1,
      immediately: true,
    }));
  }, []);

  const { features: streets } = useStreets(extent);
  const index = useMemo(() => indexStreets(streets), [streets]);
  const { lengthMetres, widthMetres } = measures;
  const site = useMemo(
    () => (isChosen ? siteAt(index.near(spot, REACH_METRES), spot, { lengthMetres, widthMetres }) : null),
    [isChosen, index, spot, lengthMetres, widthMetres],
  );
  return { look, extent, streets, spot, isChosen, site, goTo, onCameraChange };
}

function cameraAt([longitude, latitude]: Spot, distanceMetres: number) {
  return { longitude, latitude, distanceMetres, headingDegrees: 0, pitchDegrees: -90 };
}

function metresBetween(a: Spot, b: Spot): number {
  const [[ax, ay], [bx, by]] = [toMetres(a), toMetres(b)];
  return Math.hypot(ax - bx, ay - by);
}
