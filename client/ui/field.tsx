import { type ReactNode, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | null;
  readonly className?: string;
  readonly children: (control: FieldControl) => ReactNode;
}

/** What ties a control to its label, hint and error. */
export interface FieldControl {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

export function Field({ label, hint, error, className, children }: FieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(" ");
  return (
    <div className={`field ${className ?? ""}`}>
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      {children({
        id,
        "aria-describedby": described === "" ? undefined : described,
        "aria-invalid": error ? true : undefined,
      })}
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
    </div>
  );
}

interface NumberInputProps {
  readonly control: FieldControl;
  readonly value: number | null;
  readonly unit?: string;
  readonly onNumber: (value: number | null) => void;
  readonly onDone?: () => void;
}

/** A number as it is typed, with comma or point; what is no number is not passed on. */
export function NumberInput({ control, value, unit, onNumber, onDone }: NumberInputProps) {
  const { i18n } = useTranslation();
  const decimal = i18n.language === "en" ? "." : ",";
  const [text, setText] = useState(() => write(value, decimal));
  useEffect(() => {
    setText((typed) => (read(typed) === value ? typed : write(value, decimal)));
  }, [value, decimal]);
  return (
    <span className="number-input">
      <input
        {...control}
        className="input"
        type="text"
        inputMode="decimal"
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          const number = read(event.target.value);
          if (number !== undefined) onNumber(number);
        }}
        onBlur={() => {
          if (read(text) === undefined) setText(write(value, decimal));
          onDone?.();
        }}
      />
      {unit && <span className="number-unit">{unit}</span>}
    </span>
  );
}

function write(value: number | null, decimal: string): string {
  return value === null ? "" : String(value).replace(".", decimal);
}

/** undefined: not a number; null: left empty. */
function read(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (!/^-?\d+([.,]\d*)?$/.test(trimmed)) return undefined;
  return Number(trimmed.replace(",", "."));
}
