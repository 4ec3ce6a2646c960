import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { findFirstFocus } from "./first-focus.ts";
import { Icon } from "./icon.tsx";
import "./modal.css";

interface ModalProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons that answer what the dialog asks. */
  readonly footer?: ReactNode;
}

/** A dialog over the page; the browser keeps the focus in it and gives it back. */
export function Modal({ title, closeLabel, onClose, children, footer }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Before the page takes it away: only a dialog still on the page gives the focus back as it closes.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // The browser's own choice is the first button of all, which closes what was just opened.
    if (element) findFirstFocus(element)?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog-head">
        <h2 id={titleId} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className="icon-button" aria-label={closeLabel} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div className="dialog-body">{children}</div>
      {footer && <div className="dialog-foot">{footer}</div>}
    </dialog>
  );
}
