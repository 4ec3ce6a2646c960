/** The city in 3D. Takes what `CityViewProps` says and nothing else; loaded lazily, with the engine. */
import { useEffect, useId, useRef, useState } from "react";
import type { Footprint } from "../../../domain/interventions/intervention.ts";
import type { CityViewProps } from "../city-view.ts";
import { CONTEXT_LOST, NO_WEBGL, SCENE_HELP, SCENE_LABEL } from "./texts.ts";
import { createTwin, type Twin } from "./twin.ts";
import "./twin.css";

const NO_CHOICES: readonly Footprint[] = [];

export default function TwinView(props: CityViewProps) {
  const { city, language, look, layers, streets, streetsComing = false, phases, interval, instant } = props;
  const { selectedPhaseId, overlaps, drawing, detours, choices } = props;
  const frameRef = useRef<HTMLDivElement>(null);
  const sceneRef = useRef<HTMLDivElement>(null);
  const [twin, setTwin] = useState<Twin | null>(null);
  /** What the scene calls back is always the page's newest. */
  const latest = useRef(props);
  const seenRevision = useRef(look.revision);
  const helpId = useId();

  useEffect(() => {
    latest.current = props;
  });

  // One scene for one city: everything else is told to it by the effects below, in this order.
  useEffect(() => {
    const { current: now } = latest;
    seenRevision.current = now.look.revision;
    let made: Twin;
    try {
      made = createTwin(sceneRef.current!, city, now.look.camera, {
        onCameraChange: (camera, extent) => latest.current.onCameraChange(camera, extent),
        onPick: (pick) => latest.current.onPick(pick),
        onDraw: (footprint, finished) => latest.current.onDraw(footprint, finished),
        onDetour: (line) => latest.current.onDetour(line),
        onDrawEnd: () => latest.current.onDrawEnd(),
        onError: (message) => latest.current.onError(message),
        onSettled(settled) {
          frameRef.current?.setAttribute("data-settled", String(settled));
          if (settled) latest.current.onSettled();
        },
      });
    } catch (error) {
      console.error(error);
      now.onError(NO_WEBGL[now.language]);
      return;
    }
    const onLost = () => latest.current.onError(CONTEXT_LOST[latest.current.language]);
    made.canvas.addEventListener("webglcontextlost", onLost);
    setTwin(made);
    return () => {
      made.canvas.removeEventListener("webglcontextlost", onLost);
      made.destroy();
      setTwin(null);
    };
  }, [city]);

  useEffect(() => {
    const canvas = twin?.canvas;
    canvas?.setAttribute("tabindex", "0");
    canvas?.setAttribute("role", "application");
    canvas?.setAttribute("aria-label", SCENE_LABEL[language]);
    canvas?.setAttribute("aria-describedby", helpId);
  }, [twin, language, helpId]);

  useEffect(() => {
    if (look.revision === seenRevision.current) return;
    seenRevision.current = look.revision;
    twin?.look(look, matchMedia("(prefers-reduced-motion: reduce)").matches);
  }, [twin, look]);

  useEffect(() => twin?.setLayers(layers), [twin, layers]);
  useEffect(() => twin?.setStreets(streets, streetsComing), [twin, streets, streetsComing]);
  useEffect(() => {
    if (twin === null) return;
    const clock = () => ({ interval, instantMs: instant.get(), nowMs: Date.now() });
    twin.setPhases(phases, clock(), selectedPhaseId);
    return instant.subscribe(() => twin.setClock(clock()));
  }, [twin, phases, interval, instant, selectedPhaseId]);
  useEffect(() => twin?.setOverlaps(overlaps), [twin, overlaps]);
  useEffect(() => twin?.setDetours(detours), [twin, detours]);
  useEffect(() => twin?.setChoices(choices ?? NO_CHOICES), [twin, choices]);
  useEffect(() => twin?.setDrawing(drawing, language), [twin, drawing, language]);

  return (
    <div className="twin" data-testid="twin" data-settled="false" data-tool={drawing.tool} ref={frameRef}>
      <div className="twin-scene" ref={sceneRef} />
      <div className="twin-cross" aria-hidden="true" />
      <p className="twin-attribution">{city.attribution}</p>
      <p className="visually-hidden" id={helpId}>
        {SCENE_HELP[language]}
      </p>
    </div>
  );
}
