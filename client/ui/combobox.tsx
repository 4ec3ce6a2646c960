import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useRef, useState } from "react";
import { Icon, type IconName } from "./icon.tsx";
import "./combobox.css";

export interface ComboboxOption {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly icon?: IconName;
}

interface ComboboxProps<O extends ComboboxOption> {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly placeholder?: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly options: readonly O[];
  readonly onChoose: (option: O) => void;
  /** Said under the list: still searching, nothing found, failed. */
  readonly status?: ReactNode;
  /** Enter without a choice. */
  readonly onSubmit?: () => void;
  readonly onBlur?: () => void;
  readonly invalid?: boolean;
  readonly describedBy?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly icon?: IconName;
}

/** An editable list box, as the ARIA Authoring Practices describe it (combobox with list autocomplete). */
export function Combobox<O extends ComboboxOption>(props: ComboboxProps<O>) {
  const { options, onChoose, onText, text } = props;
  const [open, setOpen] = useState(false);
  const [pointed, setActive] = useState(-1);
  // Reckoned, not set by an effect on each new list: text typed faster than React settles such effects
  // counts to it as an update without end (its error 185, after 50 keys).
  const active = pointed < options.length ? pointed : -1;
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const optionId = (index: number) => `${id}-${index}`;
  const shown = open && (options.length > 0 || Boolean(props.status));

  useEffect(() => {
    if (active >= 0) list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);

  const choose = (option: O) => {
    setOpen(false);
    setActive(-1);
    onChoose(option);
  };
  const move = (by: number) => {
    setOpen(true);
    if (options.length === 0) return;
    setActive((active + by + options.length + (active < 0 && by < 0 ? 1 : 0)) % options.length);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter") {
      const option = shown ? (options[active] ?? null) : null;
      if (option) choose(option);
      else {
        setOpen(false);
        if (props.onSubmit === undefined) return;
        props.onSubmit();
      }
    } else if (event.key === "Escape" && (shown || text !== "")) {
      if (shown) setOpen(false);
      else onText("");
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="combobox">
      <label htmlFor={id} className={props.labelHidden ? "visually-hidden" : "field-label"}>
        {props.label}
      </label>
      <div className="combobox-box">
        {props.icon && <Icon name={props.icon} size={18} />}
        <input
          ref={props.inputRef}
          id={id}
          type="text"
          role="combobox"
          className="input"
          autoComplete="off"
          spellCheck={false}
          placeholder={props.placeholder}
          value={text}
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={shown && active >= 0 ? optionId(active) : undefined}
          aria-invalid={props.invalid || undefined}
          aria-describedby={props.describedBy}
          onChange={(event) => {
            onText(event.target.value);
            setOpen(true);
            setActive(-1);
          }}
          onFocus={() => setOpen(true)}
          onBlur={() => {
            setOpen(false);
            props.onBlur?.();
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {/* A list that scrolls is a stop of the Tab key by itself, and gone when it is reached. */}
      <div className="combobox-popup" hidden={!shown} tabIndex={-1}>
        <div id={`${id}-list`} ref={list} role="listbox" aria-label={props.label}>
          {options.map((option, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's, which keeps the focus
            <div
              key={option.id}
              id={optionId(index)}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              onPointerDown={(event) => event.preventDefault()}
              onPointerEnter={() => setActive(index)}
              onClick={() => choose(option)}
            >
              {option.icon && <Icon name={option.icon} size={18} />}
              <span className="combobox-words">
                <span className="combobox-label">{option.label}</span>
                {option.detail && <span className="combobox-detail">{option.detail}</span>}
              </span>
            </div>
          ))}
        </div>
        {props.status && (
          <p className="combobox-status" role="status">
            {props.status}
          </p>
        )}
      </div>
    </div>
  );
}
