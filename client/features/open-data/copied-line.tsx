import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../ui/icon.tsx";

const COPIED_MS = 2_500;

/** An address or a command, and a button that takes it along. */
export function CopiedLine({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useTranslation();
  const [told, setTold] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setTold(t("openData.copied"));
      setTimeout(() => setTold(""), COPIED_MS);
    } catch {
      // Not allowed here: the line stands beside the button to be taken by hand.
      setTold(t("openData.copyFailed"));
    }
  };
  return (
    <div className="copied-line">
      <code>
        {partsOf(text).map((part) => (
          <Fragment key={part}>
            {part}
            <wbr />
          </Fragment>
        ))}
      </code>
      <button
        type="button"
        className="button button-small"
        aria-label={t("openData.copy", { what: label })}
        onClick={() => void copy()}
      >
        <Icon name="link" size={16} /> {t("openData.copyShort")}
      </button>
      <span role="status" className="quiet">
        {told}
      </span>
    </div>
  );
}

/** Where a narrow screen may break it: behind a slash, and before what is asked for; no part comes twice. */
function partsOf(text: string): string[] {
  return text.split(/(?<=[^/:]\/)|(?=[?&])/);
}
