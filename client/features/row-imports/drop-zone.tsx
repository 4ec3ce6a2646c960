import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../ui/icon.tsx";

interface DropZoneProps {
  /** Something is on the screen already: the zone is a line above it. */
  readonly isSmall: boolean;
  readonly onFile: (file: File) => void;
  readonly onText: (text: string) => void;
  readonly children: ReactNode;
}

export function DropZone({ isSmall, onFile, onText, children }: DropZoneProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [isTyping, setTyping] = useState(false);
  const [text, setText] = useState("");
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    const dropped = event.dataTransfer.getData("text/plain");
    if (file) onFile(file);
    else if (dropped.trim() !== "") onText(dropped);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: whoever has no mouse chooses the file by the button in it
    <div
      className={`rows-drop ${isSmall ? "rows-drop-small" : ""} ${isOver ? "rows-drop-over" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <p>
        <strong>{t(isSmall ? "rows.dropAgain" : "rows.drop")}</strong>
        {!isSmall && <span className="quiet"> {t("rows.dropHint")}</span>}
      </p>
      <div className="button-row">
        <button type="button" className="button button-primary" onClick={() => input.current?.click()}>
          <Icon name="plus" /> {t("rows.choose")}
        </button>
        <button
          type="button"
          className="button"
          aria-expanded={isTyping}
          onClick={() => setTyping(!isTyping)}
        >
          {t("rows.pasteHere")}
        </button>
        {children}
      </div>
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t("rows.choose")}
        accept=".xlsx,.csv,.tsv,.txt,.geojson,.json"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onFile(file);
          event.target.value = "";
        }}
      />
      {isTyping && (
        <form
          className="rows-paste"
          onSubmit={(event) => {
            event.preventDefault();
            setTyping(false);
            onText(text);
            setText("");
          }}
        >
          <label className="field">
            <span className="field-label">{t("rows.pasteLabel")}</span>
            <textarea
              className="input"
              rows={5}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </label>
          <button type="submit" className="button button-primary" disabled={text.trim() === ""}>
            {t("rows.read")}
          </button>
        </form>
      )}
    </div>
  );
}
