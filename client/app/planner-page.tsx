import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Finding } from "../../domain/conflicts/finding.ts";
import { fromLocal, localDate } from "../../domain/geo/calendar.ts";
import type { Footprint } from "../../domain/interventions/intervention.ts";
import type { Place } from "../../domain/places/contract.ts";
import { CityCanvas, type ViewName } from "../features/city/city-canvas.tsx";
import type { City } from "../features/city/use-city.ts";
import { Clock } from "../features/clock/clock.tsx";
import { findNextChange } from "../features/clock/clock-window.ts";
import { useClockDays } from "../features/clock/use-clock-days.ts";
import { extentOfRings } from "../features/interventions/in-view.ts";
import { useIntervention, usePhases } from "../features/interventions/use-phases.ts";
import { LayerPanel } from "../features/layers/layer-panel.tsx";
import { changeLayer, layerStates } from "../features/layers/layer-states.ts";
import { LiveLine } from "../features/live/live-line.tsx";
import { askForPlace } from "../features/places/asked-place.ts";
import { FoundPlace } from "../features/places/found-place.tsx";
import { useOfferedPlaces } from "../features/places/offered-places.ts";
import { useStreets } from "../features/places/use-streets.ts";
import { useShape } from "../features/shape/use-shape.ts";
import type { CityViewProps, DrawingTool, Pick as PickedThing } from "../scene/city-view.ts";
import { Icon } from "../ui/icon.tsx";
import { useStoredSwitch } from "../ui/stored.ts";
import { usePhone } from "../ui/use-media.ts";
import { BottomSheet, type SheetStop } from "./bottom-sheet.tsx";
import { DraftShape } from "./draft-shape.tsx";
import { KeysDialog } from "./keys-dialog.tsx";
import { MapTools } from "./map-tools.tsx";
import { MissingDraft } from "./missing-draft.tsx";
import { SidePanel } from "./side-panel.tsx";
import { TopBar } from "./top-bar.tsx";
import { useCamera } from "./use-camera.ts";
import { useEditing } from "./use-editing.ts";
import { useGoing } from "./use-going.ts";
import { useLink } from "./use-link.ts";
import { useLinkLanguage } from "./use-link-language.ts";
import { useOverlaps } from "./use-overlaps.ts";
import { usePlannerKeys } from "./use-planner-keys.ts";
import { useTime } from "./use-time.ts";
import { useTitle } from "./use-title.ts";
import { useTwinTrouble } from "./use-twin-trouble.ts";
import "./shell.css";
import "./panel.css";
import "./print.css";

const NO_FINDINGS: readonly Finding[] = [];
const NOON_MS = 12 * 3_600_000;

export function PlannerPage({ city }: { city: City }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const [link, patch] = useLink();
  const language = useLinkLanguage(link.language);
  const camera = useCamera(city, link.camera, patch);
  const time = useTime(city.timeZone, link, patch);
  const streets = useStreets(camera.extent);
  const editing = useEditing({ city, link, patch, time });
  const phases = usePhases(camera.extent, time.span, city.extent);
  const clockDays = useClockDays(time.window);
  const selected = useIntervention(link.selection?.interventionId ?? null);

  const [feature, setFeature] = useState<Extract<PickedThing, { kind: "feature" }> | null>(null);
  const [layersOpen, setLayersOpen] = useState(false);
  const [keysOpen, setKeysOpen] = useState(false);
  const [letters, setLetters] = useStoredSwitch("decumano.letters", true);
  const [stop, setStop] = useState<SheetStop>("half");
  const [savedNow, setSavedNow] = useState<string | null>(null);
  const [found, setFound] = useState<Place | null>(null);
  const locator = useRef<HTMLInputElement>(null);

  const twin = useTwinTrouble();
  const view: ViewName = twin.trouble !== null ? "plan" : (link.view ?? "twin");
  const changeView = (next: ViewName) => {
    if (next === view) return;
    camera.handOver(next);
    patch({ view: next }, "push");
  };

  const states = useMemo(() => layerStates(link.layers), [link.layers]);
  const selectedPhaseId = link.selection
    ? (link.selection.phaseId ?? selected.data?.phases[0]?.id ?? null)
    : null;
  const findings = editing.isOpen ? editing.findings : selected.data?.findings;
  const { overlaps, marked, setHighlighted } = useOverlaps(findings ?? NO_FINDINGS);

  const detours = useMemo(
    () => editing.detours ?? (selected.data?.phases ?? []).flatMap(({ detour }) => detour ?? []),
    [editing.detours, selected.data],
  );

  const choices = useOfferedPlaces();
  const { flyToExtent } = camera;
  useEffect(() => {
    if (choices.length > 0) flyToExtent(extentOfRings(choices.flatMap(ringsOf)));
  }, [choices, flyToExtent]);

  useTitle(selected.data?.title ?? null, city.name);

  const shownPhases = useMemo(
    () =>
      (phases.data?.phases ?? []).filter((phase) => phase.properties.interventionId !== editing.changedId),
    [phases.data, editing.changedId],
  );

  const select = (interventionId: string, phaseId: string) => {
    setFeature(null);
    setSavedNow(null);
    patch({ selection: { interventionId, phaseId } }, "push");
  };
  const deselect = () => {
    setFeature(null);
    setSavedNow(null);
    if (link.selection) patch({ selection: undefined }, "push");
  };
  const onPick = (pick: PickedThing | null) => {
    // While a draft is open a click on the map is a slip of the hand that draws.
    if (editing.isOpen) return;
    if (pick === null) deselect();
    else if (pick.kind === "phase") select(pick.interventionId, pick.phaseId);
    else {
      if (link.selection) patch({ selection: undefined }, "push");
      setFeature(pick);
    }
    if (pick !== null && phone && stop === "quarter") setStop("half");
  };
  const { showFinding, showIntervention } = useGoing(city, camera, time);
  // A link may name a thing and not where to look from.
  const unseen = useRef(link.selection !== undefined && link.camera === undefined);
  useEffect(() => {
    if (!unseen.current || selected.data === undefined) return;
    unseen.current = false;
    showIntervention(selected.data, link.selection?.phaseId ?? null);
  });

  const goToNextChange = () => {
    const next = findNextChange(clockDays.data?.days ?? [], localDate(time.instant.get(), city.timeZone));
    if (next) time.setInstant(fromLocal(next, NOON_MS, city.timeZone));
  };
  const chooseTool = (tool: DrawingTool) => {
    editing.chooseTool(tool);
    if (phone && tool !== "none") setStop("quarter");
  };
  const endDrawing = () => {
    editing.onDrawEnd();
    if (phone) setStop("half");
  };
  const onHelp = () => setKeysOpen(true);
  const shape = useShape(editing.drawing.footprint, streets.features, (next) => editing.onDraw(next, true));
  usePlannerKeys({
    editing,
    shape,
    letters,
    locator,
    view,
    changeView,
    onTool: chooseTool,
    goToNextChange,
    onHelp,
  });

  const viewProps: CityViewProps = {
    city,
    language,
    look: camera.look,
    onCameraChange: camera.onCameraChange,
    layers: states,
    streets: streets.features,
    streetsComing: streets.coming,
    phases: shownPhases,
    interval: time.span,
    instant: time.instant,
    selectedPhaseId: editing.isOpen ? null : selectedPhaseId,
    overlaps,
    drawing: editing.drawing,
    choices,
    detours,
    onDetour: editing.onDetour,
    onDraw: (drawn, finished) => {
      editing.onDraw(drawn, finished);
      // On a phone a stretch is picked by one tap: what comes next is in the sheet.
      if (phone && finished && editing.tool === "section") endDrawing();
    },
    onDrawEnd: endDrawing,
    onPick,
    onSettled: () => {},
    onError: (message) => view === "twin" && twin.report(message),
  };

  const panel = (
    <SidePanel
      city={city}
      editing={editing}
      time={time}
      extent={camera.extent}
      phases={phases}
      selection={link.selection}
      selectedPhaseId={selectedPhaseId}
      selected={selected}
      feature={feature}
      savedNow={savedNow}
      onSelectPhase={select}
      onSelectFromList={(phase) => {
        select(phase.properties.interventionId, phase.id);
        camera.flyToExtent(extentOfRings(phase.geometry.coordinates));
      }}
      onDeselect={deselect}
      onFly={(intervention) => showIntervention(intervention, selectedPhaseId)}
      onTool={chooseTool}
      onPosition={(longitude, latitude) => camera.flyTo({ longitude, latitude, distanceMetres: 220 })}
      onPlaced={(footprint) => camera.flyToExtent(extentOfRings(ringsOf(footprint)))}
      onSaved={(intervention) => {
        editing.finish();
        setSavedNow(intervention.id);
        patch(
          {
            draft: undefined,
            selection: { interventionId: intervention.id, phaseId: intervention.phases[0]?.id },
          },
          "push",
        );
      }}
      onDeleted={deselect}
      onHighlight={setHighlighted}
      onShowFinding={showFinding}
    />
  );

  return (
    <div className="shell">
      <a className="skip-link" href="#panel">
        {t("page.skip")}
      </a>
      <TopBar
        city={city}
        time={time}
        view={view}
        twinMissing={twin.trouble}
        locatorRef={locator}
        onView={changeView}
        onPlace={(place) => {
          setFound(place);
          if (place.extent[0] === place.extent[2]) {
            camera.flyTo({ longitude: place.position[0], latitude: place.position[1], distanceMetres: 280 });
          } else camera.flyToExtent(place.extent);
        }}
        onStretch={(text) => {
          askForPlace(text);
          if (!editing.isOpen) editing.open("new");
        }}
        onLanguage={(chosen) => link.language && patch({ language: chosen })}
        onKeys={onHelp}
      />
      <main className="map-area" aria-label={t("page.map")}>
        <CityCanvas view={view} viewProps={viewProps} onBroken={(_, reason) => twin.report(String(reason))} />
        <MapTools
          layersOpen={layersOpen}
          tool={editing.tool}
          hasFootprint={editing.drawing.footprint !== null}
          zooms={view === "twin"}
          onLayers={() => setLayersOpen(!layersOpen)}
          onTool={chooseTool}
          onZoom={(factor) => camera.flyTo({ distanceMetres: camera.current().distanceMetres * factor })}
          onNorth={() => camera.flyTo({ headingDegrees: 0 })}
        />
        <DraftShape editing={editing} shape={shape} />
        {layersOpen && (
          <LayerPanel
            city={city}
            states={states}
            onChange={(id, change) => patch({ layers: changeLayer(link.layers, id, change) })}
            onClose={() => setLayersOpen(false)}
          />
        )}
        {found !== null && !layersOpen && <FoundPlace place={found} onClose={() => setFound(null)} />}
        {twin.trouble !== null && twin.told && (
          <div className="map-notice" role="status">
            <p>{twin.trouble}</p>
            <button
              type="button"
              className="icon-button"
              aria-label={t("common.close")}
              onClick={twin.dismiss}
            >
              <Icon name="close" />
            </button>
          </div>
        )}
        {/* The last of the notices: over another for the moment that it lasts. */}
        {editing.tool === "section" && streets.coming && (
          <div className="map-notice" role="status">
            <p>{t("page.streetsComing")}</p>
          </div>
        )}
        <LiveLine interventionId={editing.changedId ?? link.selection?.interventionId ?? null} />
      </main>
      {phone ? (
        <BottomSheet stop={stop} onStop={setStop}>
          <aside id="panel" tabIndex={-1} className="side" aria-label={t("page.panel")}>
            {panel}
          </aside>
        </BottomSheet>
      ) : (
        <aside id="panel" tabIndex={-1} className="side" aria-label={t("page.panel")}>
          {panel}
        </aside>
      )}
      <Clock
        days={clockDays.data?.days ?? []}
        state={clockDays.isError ? "failed" : clockDays.isPending ? "loading" : "ready"}
        window={time.window}
        zoom={time.zoom}
        interval={time.interval}
        instant={time.instant}
        nowMs={time.nowMs}
        draftSpan={editing.span}
        marked={marked ?? editing.proposed}
        playing={time.playing}
        onInstant={time.setInstant}
        onInterval={time.setInterval}
        onZoom={time.setZoom}
        onStep={time.step}
        onWeek={time.stepWeeks}
        onToday={time.today}
        onPlay={time.play}
        onNextChange={goToNextChange}
        onAgain={() => void clockDays.refetch()}
      />
      <MissingDraft editing={editing} onGiveUp={() => patch({ draft: undefined })} />
      {keysOpen && <KeysDialog letters={letters} onLetters={setLetters} onClose={() => setKeysOpen(false)} />}
    </div>
  );
}

function ringsOf(footprint: Footprint) {
  return footprint.kind === "line" ? [footprint.line.coordinates] : footprint.polygon.coordinates;
}
