/** What lies over the sheet: the cross of the keyboard, scale, north, zoom, and whose data it is. */
import { formatLength, scaleBarFor } from "./scale.ts";
import { PLAN_TEXTS } from "./texts.ts";

const MAX_BAR_PIXELS = 110;

interface PlanControlsProps {
  readonly language: "it" | "en";
  readonly metresPerPixel: number;
  /** Radians, clockwise. */
  readonly rotation: number;
  readonly attribution: string;
  readonly synthetic: boolean;
  readonly onZoom: (steps: number) => void;
  readonly onNorthUp: () => void;
}

export function PlanControls(props: PlanControlsProps) {
  const { language, metresPerPixel, rotation } = props;
  const texts = PLAN_TEXTS[language];
  const bar = scaleBarFor(metresPerPixel, MAX_BAR_PIXELS);
  const length = formatLength(bar.lengthMetres, language);
  const turned = Math.abs(Math.sin(rotation / 2)) > 0.002;
  return (
    <>
      <svg className="plan-cross" viewBox="-16 -16 32 32" aria-hidden="true">
        <path d="M-14 0H-4M4 0H14M0-14V-4M0 4V14" />
        <circle r="1.5" />
      </svg>
      <div className="plan-buttons">
        {turned && (
          <button
            type="button"
            className="plan-button"
            aria-label={texts.northUp}
            title={texts.northUp}
            onClick={props.onNorthUp}
          >
            <svg viewBox="-12 -12 24 24" aria-hidden="true" style={{ transform: `rotate(${rotation}rad)` }}>
              <path className="plan-needle-north" d="M0-10L4 0H-4Z" />
              <path className="plan-needle-south" d="M0 10L4 0H-4Z" />
            </svg>
          </button>
        )}
        <button
          type="button"
          className="plan-button"
          aria-label={texts.zoomIn}
          title={texts.zoomIn}
          onClick={() => props.onZoom(1)}
        >
          <svg viewBox="-12 -12 24 24" aria-hidden="true">
            <path className="plan-sign" d="M-6 0H6M0-6V6" />
          </svg>
        </button>
        <button
          type="button"
          className="plan-button"
          aria-label={texts.zoomOut}
          title={texts.zoomOut}
          onClick={() => props.onZoom(-1)}
        >
          <svg viewBox="-12 -12 24 24" aria-hidden="true">
            <path className="plan-sign" d="M-6 0H6" />
          </svg>
        </button>
      </div>
      <div className="plan-foot">
        <div className="plan-scale" role="img" aria-label={texts.scale(length)}>
          <span className="plan-scale-length">{length}</span>
          <span className="plan-scale-bar" style={{ width: `${bar.widthPixels}px` }} />
        </div>
        <p className="plan-attribution">
          {props.attribution}
          {props.synthetic && <span className="plan-synthetic">{texts.synthetic}</span>}
        </p>
      </div>
    </>
  );
}
