import { useCallback, useEffect, useRef, useState } from "react";
import type { Extent } from "../../domain/geo/geometry.ts";
import type { City } from "../features/city/use-city.ts";
import type { Camera, CityViewProps } from "../scene/city-view.ts";
import type { PatchLink } from "./use-link.ts";

/** Browsers refuse more than about 200 changes of the address in 30 s. */
const LINK_REST_MS = 400;
/** The list and the map's data follow when the camera rests. */
const EXTENT_REST_MS = 150;
const DEFAULT_PITCH_DEGREES = -42;
const METRES_PER_DEGREE = 111_320;

export interface CameraDesk {
  readonly look: CityViewProps["look"];
  /** What is on the screen; null before the view has told. */
  readonly extent: Extent | null;
  readonly onCameraChange: CityViewProps["onCameraChange"];
  /** Goes to a camera; what is not given stays as it is. */
  flyTo(camera: Partial<Camera>, immediately?: boolean): void;
  flyToExtent(extent: Extent): void;
  /** Tells the camera now in use, which the address may not hold yet. */
  current(): Camera;
  /** Before the other view takes over: it opens where this one looks, the twin with the slant it had. */
  handOver(to: "twin" | "plan"): void;
}

/** Of the city's narrower side: a village is seen whole, of a large city its centre. */
const FIRST_SHARE = 0.36;
const FIRST_METRES = { least: 350, most: 1_800 };

/** Where one looks who comes without a link. */
export function firstView({ centre, extent }: Pick<City, "centre" | "extent">): Camera {
  const [west, south, east, north] = extent;
  const wide = (east - west) * METRES_PER_DEGREE * Math.cos((centre[1] * Math.PI) / 180);
  const share = Math.min(wide, (north - south) * METRES_PER_DEGREE) * FIRST_SHARE;
  return {
    longitude: centre[0],
    latitude: centre[1],
    distanceMetres: Math.round(Math.min(Math.max(share, FIRST_METRES.least), FIRST_METRES.most)),
    headingDegrees: 0,
    pitchDegrees: DEFAULT_PITCH_DEGREES,
  };
}

/** Straight above a part of the city, however large, so high that all of it is seen. */
export function cameraOver([west, south, east, north]: Extent): Camera {
  const latitude = (south + north) / 2;
  const wide = (east - west) * METRES_PER_DEGREE * Math.cos((latitude * Math.PI) / 180);
  return {
    longitude: (west + east) / 2,
    latitude,
    distanceMetres: Math.max(220, Math.hypot(wide, (north - south) * METRES_PER_DEGREE) * 1.2),
    headingDegrees: 0,
    pitchDegrees: -90,
  };
}

export function useCamera(city: City, inLink: Camera | undefined, patch: PatchLink): CameraDesk {
  const [look, setLook] = useState<CityViewProps["look"]>(() => ({
    camera: inLink ?? firstView(city),
    revision: 0,
    immediately: true,
  }));
  const [extent, setExtent] = useState<Extent | null>(null);
  const camera = useRef(look.camera);
  const linkTimer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const extentTimer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** What this page last wrote to the address: anything else there came from going back or forward. */
  const written = useRef(inLink);

  useEffect(
    () => () => {
      clearTimeout(linkTimer.current);
      clearTimeout(extentTimer.current);
    },
    [],
  );

  const onCameraChange = useCallback<CityViewProps["onCameraChange"]>(
    (now, seen) => {
      camera.current = now;
      clearTimeout(extentTimer.current);
      extentTimer.current = setTimeout(() => setExtent(seen), EXTENT_REST_MS);
      clearTimeout(linkTimer.current);
      linkTimer.current = setTimeout(() => {
        written.current = now;
        patch({ camera: now });
      }, LINK_REST_MS);
    },
    [patch],
  );

  const flyTo = useCallback((to: Partial<Camera>, immediately = false) => {
    setLook(({ revision }) => ({
      camera: { ...camera.current, ...to },
      revision: revision + 1,
      immediately,
    }));
  }, []);

  useEffect(() => {
    if (inLink === undefined || isSame(inLink, written.current)) return;
    written.current = inLink;
    flyTo(inLink);
  }, [inLink, flyTo]);

  const flyToExtent = useCallback(
    (to: Extent) => {
      const [west, south, east, north] = to;
      const latitude = (south + north) / 2;
      const wide = (east - west) * METRES_PER_DEGREE * Math.cos((latitude * Math.PI) / 180);
      const size = Math.hypot(wide, (north - south) * METRES_PER_DEGREE);
      flyTo({
        longitude: (west + east) / 2,
        latitude,
        distanceMetres: Math.min(4_000, Math.max(220, size * 1.6)),
      });
    },
    [flyTo],
  );

  const current = useCallback(() => camera.current, []);
  const slant = useRef({ headingDegrees: 0, pitchDegrees: DEFAULT_PITCH_DEGREES });
  const handOver = useCallback<CameraDesk["handOver"]>(
    (to) => {
      if (to === "twin") return flyTo(slant.current, true);
      const { headingDegrees, pitchDegrees } = camera.current;
      slant.current = { headingDegrees, pitchDegrees };
      flyTo({ headingDegrees: 0, pitchDegrees: -90 }, true);
    },
    [flyTo],
  );
  return { look, extent, onCameraChange, flyTo, flyToExtent, current, handOver };
}

/** Within what a link keeps of a camera. */
function isSame(a: Camera, b: Camera | undefined): boolean {
  if (b === undefined) return false;
  const turned = Math.abs(a.headingDegrees - b.headingDegrees) % 360;
  return (
    Math.abs(a.longitude - b.longitude) < 2e-6 &&
    Math.abs(a.latitude - b.latitude) < 2e-6 &&
    Math.abs(a.distanceMetres - b.distanceMetres) < 0.2 &&
    Math.min(turned, 360 - turned) < 0.2 &&
    Math.abs(a.pitchDegrees - b.pitchDegrees) < 0.2
  );
}
