import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { measureShape, turnShape } from "../../../domain/interventions/shape.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Icon } from "../../ui/icon.tsx";
import { SideChoice } from "./side-choice.tsx";
import { StretchButtons } from "./stretch-buttons.tsx";
import type { ShapeDesk } from "./use-shape.ts";
import "./shape-bar.css";

interface ShapeBarProps {
  readonly desk: ShapeDesk;
  readonly detourMetres: number | null;
  readonly onDropDetour: () => void;
  readonly onClose: () => void;
}

const STEP_DEGREES = 15;

/** The drawn shape in numbers, and where it lies on its street. */
export function ShapeBar({ desk, detourMetres, onDropDetour, onClose }: ShapeBarProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { footprint } = desk;
  const measure = footprint && measureShape(footprint);
  return (
    <section className="shape-bar" aria-label={t("shape.title")} data-testid="shape-bar">
      {footprint !== null && measure !== null && (
        <div className="shape-row">
          {measure.lengthMetres !== null && (
            <>
              <Quantity
                label={t("shape.length")}
                value={measure.lengthMetres}
                unit="m"
                onValue={desk.setLength}
              />
              <Quantity
                label={t("shape.width")}
                value={measure.widthMetres!}
                unit="m"
                onValue={desk.setWidth}
              />
            </>
          )}
          <Quantity
            label={t("shape.bearing")}
            value={measure.bearingDegrees}
            unit="°"
            digits={0}
            onValue={desk.setBearing}
          />
          <span className="shape-turns">
            {[-STEP_DEGREES, STEP_DEGREES].map((degrees) => (
              <button
                key={degrees}
                type="button"
                className="icon-button"
                aria-label={t(degrees < 0 ? "shape.turnLeft" : "shape.turnRight", { degrees: STEP_DEGREES })}
                title={t(degrees < 0 ? "shape.turnLeft" : "shape.turnRight", { degrees: STEP_DEGREES })}
                onClick={() => desk.change(turnShape(footprint, degrees))}
              >
                <Icon name={degrees < 0 ? "turnLeft" : "turnRight"} />
              </button>
            ))}
          </span>
          <span className="shape-area">
            <span className="field-label">{t("shape.area")}</span>
            <output data-testid="shape-area">{format.squareMetres(measure.areaSquareMetres)}</output>
          </span>
          <button type="button" className="icon-button" aria-label={t("shape.close")} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
      )}
      {footprint?.kind === "line" &&
        (desk.street === null ? (
          <p className="field-hint">{t("shape.noStreet")}</p>
        ) : (
          <div className="shape-row">
            <SideChoice desk={desk} street={desk.street} />
            <StretchButtons desk={desk} street={desk.street} />
          </div>
        ))}
      {detourMetres !== null && (
        <div className="shape-row">
          <span>{t("shape.detour", { length: format.metres(Math.round(detourMetres)) })}</span>
          <button type="button" className="button button-small" onClick={onDropDetour}>
            <Icon name="trash" size={16} />
            {t("shape.dropDetour")}
          </button>
        </div>
      )}
    </section>
  );
}

interface QuantityProps {
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  readonly digits?: number;
  readonly onValue: (value: number) => void;
}

/** A number that is changed as one edit: by Enter, or when the field is left. */
function Quantity({ label, value, unit, digits = 1, onValue }: QuantityProps) {
  const { i18n } = useTranslation();
  const id = useId();
  const shown = value.toFixed(digits).replace(".", i18n.language === "en" ? "." : ",");
  const [typed, setTyped] = useState<string | null>(null);
  const commit = () => {
    const number = Number((typed ?? "").trim().replace(",", "."));
    if (typed !== null && typed.trim() !== "" && Number.isFinite(number) && typed !== shown) onValue(number);
    setTyped(null);
  };
  return (
    <span className="shape-quantity">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <span className="number-input">
        <input
          id={id}
          className="input"
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={typed ?? shown}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === "Enter") commit();
            else if (event.key === "Escape") setTyped(null);
          }}
        />
        <span className="number-unit">{unit}</span>
      </span>
    </span>
  );
}
