import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";

interface DisclosureProps {
  readonly className?: string;
  readonly buttonClassName: string;
  readonly button: ReactNode;
  readonly label?: string;
  /** Which edge of the button the panel keeps to. */
  readonly align?: "left" | "right";
  readonly children: (close: () => void) => ReactNode;
}

/** A button that opens a small panel under itself; Escape, a click elsewhere or leaving it closes it. */
export function Disclosure(props: DisclosureProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return;
    const onPointerDown = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", onPointerDown);
    return () => document.removeEventListener("pointerdown", onPointerDown);
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    close();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes from anywhere inside, as a dialog would
    <div
      ref={root}
      className={`disclosure ${props.className ?? ""}`}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        const next = event.relatedTarget;
        if (next !== null && !root.current?.contains(next)) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        className={props.buttonClassName}
        aria-expanded={open}
        aria-controls={id}
        aria-label={props.label}
        onClick={() => setOpen(!open)}
      >
        {props.button}
      </button>
      <div id={id} className={`disclosure-panel disclosure-${props.align ?? "left"}`} hidden={!open}>
        {open && props.children(close)}
      </div>
    </div>
  );
}
