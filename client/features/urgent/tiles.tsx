import { type ReactNode, type Ref, useId } from "react";

interface TilesProps<T extends string> {
  readonly legend: string;
  readonly values: readonly T[];
  readonly value: T | null;
  readonly label: (value: T) => string;
  readonly picture?: (value: T) => ReactNode;
  readonly onChange: (value: T) => void;
  readonly error?: string | null;
  readonly firstRef?: Ref<HTMLInputElement>;
  readonly className?: string;
}

/** One of a few, as tiles that a thumb in a glove hits. */
export function Tiles<T extends string>(props: TilesProps<T>) {
  const name = useId();
  const { values, error } = props;
  return (
    <fieldset
      className={`urgent-tiles ${props.className ?? ""}`}
      aria-describedby={error ? `${name}-error` : undefined}
    >
      <legend>{props.legend}</legend>
      <div className="urgent-tile-grid">
        {values.map((value, index) => (
          <label key={value} className="urgent-tile">
            <input
              ref={index === 0 ? props.firstRef : undefined}
              type="radio"
              name={name}
              className="visually-hidden"
              checked={props.value === value}
              onChange={() => props.onChange(value)}
            />
            {props.picture?.(value)}
            <span>{props.label(value)}</span>
          </label>
        ))}
      </div>
      {error && (
        <p id={`${name}-error`} className="field-error">
          {error}
        </p>
      )}
    </fieldset>
  );
}
