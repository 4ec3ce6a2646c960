/** The city in plan on a 2D canvas: every screen with a map works with it where WebGL is off. */
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import "ol/ol.css";
import type { Footprint } from "../../../domain/interventions/intervention.ts";
import type { CityViewProps } from "../city-view.ts";
import { actionOfKey } from "./keys.ts";
import { perform } from "./perform.ts";
import { PlanControls } from "./plan-controls.tsx";
import { openPlan, type Plan } from "./plan-map.ts";
import { PLAN_TEXTS } from "./texts.ts";
import "./plan.css";

const NO_CHOICES: readonly Footprint[] = [];

export default function PlanView(props: CityViewProps) {
  const {
    city,
    language,
    look,
    layers,
    streets,
    streetsComing = false,
    phases,
    interval,
    instant,
    overlaps,
    drawing,
    detours,
    choices,
  } = props;
  const target = useRef<HTMLDivElement>(null);
  const [plan, setPlan] = useState<Plan | null>(null);
  const [settled, setSettled] = useState(false);
  const [view, setView] = useState({ metresPerPixel: 1, rotation: 0 });
  const helpId = useId();
  const texts = PLAN_TEXTS[language];
  const busy = drawing.tool !== "none";

  // The map outlives renders: it must call the handlers of the last one.
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    const opened = openPlan(target.current!, city, {
      onCameraChange: (camera, extent) => latest.current.onCameraChange(camera, extent),
      onPick: (pick) => latest.current.onPick(pick),
      onDraw: (footprint, finished) => latest.current.onDraw(footprint, finished),
      onDetour: (line) => latest.current.onDetour(line),
      onDrawEnd: () => latest.current.onDrawEnd(),
      onError: (message) => latest.current.onError(message),
      onViewChange: setView,
      onSettled: (now) => {
        setSettled(now);
        if (now) latest.current.onSettled();
      },
    });
    opened.look(latest.current.look.camera, true);
    setPlan(opened);
    return () => {
      opened.dispose();
      setPlan(null);
      setSettled(false);
    };
  }, [city]);

  const lookedAt = useRef(look.revision);
  useEffect(() => {
    if (plan === null || lookedAt.current === look.revision) return;
    lookedAt.current = look.revision;
    plan.look(look.camera, look.immediately);
  }, [plan, look]);
  useEffect(() => plan?.setLanguage(language), [plan, language]);
  useEffect(() => plan?.setLayers(layers), [plan, layers]);
  useEffect(() => plan?.setStreets(streets, streetsComing), [plan, streets, streetsComing]);
  useEffect(() => plan?.setPhases(phases), [plan, phases]);
  useEffect(() => {
    if (plan === null) return;
    const tell = () => plan.setClock({ interval, instantMs: instant.get(), nowMs: Date.now() });
    tell();
    return instant.subscribe(tell);
  }, [plan, interval, instant]);
  useEffect(() => plan?.select(props.selectedPhaseId), [plan, props.selectedPhaseId]);
  useEffect(() => plan?.setOverlaps(overlaps), [plan, overlaps]);
  const { others, kind } = drawing;
  useEffect(() => plan?.setGhosts(others ?? [], kind), [plan, others, kind]);
  useEffect(() => plan?.setDetours(detours), [plan, detours]);
  useEffect(() => plan?.setChoices(choices ?? NO_CHOICES), [plan, choices]);
  useEffect(() => plan?.drawing.update(drawing, language), [plan, drawing, language]);
  useEffect(() => {
    plan?.setPicking(!busy);
    // Who chose a tool goes on to use it here, by pointer or by keys.
    if (busy) target.current?.focus({ preventScroll: true });
  }, [plan, busy]);

  const onKeyDown = (event: KeyboardEvent) => {
    const action = actionOfKey(event, drawing.tool);
    if (action === null || plan === null) return;
    if (action.kind === "take-back" && !plan.drawing.isSketching()) return;
    event.preventDefault();
    event.stopPropagation();
    perform(plan, action);
  };

  return (
    <div className="plan" data-testid="plan" data-settled={settled}>
      <div
        ref={target}
        className="plan-sheet"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keys of its own map.
        tabIndex={0}
        aria-roledescription={texts.map}
        aria-label={texts.plan(city.name)}
        aria-describedby={helpId}
        onKeyDown={onKeyDown}
        onKeyUp={() => plan?.drawing.settle()}
        onBlur={() => plan?.drawing.settle()}
      />
      <p id={helpId} className="plan-help">
        {busy ? texts.drawingHelp : texts.help}
      </p>
      <PlanControls
        language={language}
        metresPerPixel={view.metresPerPixel}
        rotation={view.rotation}
        attribution={city.attribution}
        synthetic={city.synthetic}
        onZoom={(steps) => plan?.zoom(steps)}
        onNorthUp={() => plan?.northUp()}
      />
    </div>
  );
}
