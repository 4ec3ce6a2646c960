import { useTranslation } from "react-i18next";
import { NEEDS_SHAPE, PHONE_TOOLS, TOOLS } from "../features/interventions/tools.ts";
import type { DrawingTool } from "../scene/city-view.ts";
import { Icon } from "../ui/icon.tsx";
import { usePhone } from "../ui/use-media.ts";

interface MapToolsProps {
  readonly layersOpen: boolean;
  readonly tool: DrawingTool;
  readonly hasFootprint: boolean;
  /** The plan brings its own. */
  readonly zooms: boolean;
  readonly onLayers: () => void;
  readonly onTool: (tool: DrawingTool) => void;
  readonly onZoom: (factor: number) => void;
  readonly onNorth: () => void;
}

const ZOOM_FACTOR = 0.65;

/** The rail on the left: layers, and the tools that begin a drawing from nothing. */
export function MapTools(props: MapToolsProps) {
  const { t } = useTranslation();
  const phone = usePhone();
  const tools = phone ? TOOLS.filter(({ tool }) => PHONE_TOOLS.includes(tool)) : TOOLS;
  return (
    <div className="map-tools">
      <button
        type="button"
        className="map-button"
        aria-expanded={props.layersOpen}
        aria-label={t("layers.title")}
        title={t("layers.title")}
        onClick={props.onLayers}
      >
        <Icon name="layers" />
      </button>
      <div
        className="map-tool-group"
        role="toolbar"
        aria-label={t("editor.tools")}
        aria-orientation="vertical"
      >
        {tools.map(({ tool, icon, key }) => (
          <button
            key={tool}
            type="button"
            className="map-button"
            aria-pressed={props.tool === tool}
            aria-keyshortcuts={key}
            aria-label={t(`tools.${tool}`)}
            title={`${t(`tools.${tool}`)} (${key})`}
            disabled={NEEDS_SHAPE.includes(tool) && !props.hasFootprint}
            onClick={() => props.onTool(props.tool === tool ? "none" : tool)}
          >
            <Icon name={icon} />
          </button>
        ))}
      </div>
      {props.zooms && (
        <div className="map-tool-group">
          <button
            type="button"
            className="map-button"
            aria-label={t("view.zoomIn")}
            onClick={() => props.onZoom(ZOOM_FACTOR)}
          >
            <Icon name="plus" />
          </button>
          <button
            type="button"
            className="map-button"
            aria-label={t("view.zoomOut")}
            onClick={() => props.onZoom(1 / ZOOM_FACTOR)}
          >
            <Icon name="minus" />
          </button>
          <button
            type="button"
            className="map-button"
            aria-label={t("view.north")}
            title={t("view.north")}
            onClick={props.onNorth}
          >
            <Icon name="north" />
          </button>
        </div>
      )}
    </div>
  );
}
