const FIELDS = "input:not([type=hidden]), select, textarea";

/**
 * What a dialog begins with (WAI-ARIA APG, "Dialog (Modal) Pattern"): its first field, of a group the chosen one;
 * without fields what answers it, but never what destroys; else its heading, from where it is read.
 */
export function findFirstFocus(dialog: HTMLElement): HTMLElement | null {
  const body = dialog.querySelector(".dialog-body");
  const [first] = [...(body?.querySelectorAll<HTMLInputElement>(FIELDS) ?? [])].filter(isOpen);
  if (first !== undefined) {
    const chosen =
      first.type === "radio" && first.name !== ""
        ? dialog.querySelector<HTMLElement>(`input[name="${CSS.escape(first.name)}"]:checked`)
        : null;
    return chosen ?? first;
  }
  const answers = [...dialog.querySelectorAll<HTMLButtonElement>(".dialog-foot button")].filter(isOpen);
  const main = answers.find((button) => button.classList.contains("button-primary"));
  const harmless = answers.find((button) => !button.classList.contains("button-danger"));
  return main ?? harmless ?? dialog.querySelector<HTMLElement>(".dialog-head h2");
}

/** `hidden` file pickers and what is switched off cannot hold the focus. */
function isOpen(element: HTMLInputElement | HTMLButtonElement): boolean {
  return !element.disabled && element.checkVisibility();
}
