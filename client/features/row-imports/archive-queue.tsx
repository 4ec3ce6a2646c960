import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { QueuedPlace } from "../../../domain/row-imports/contract.ts";
import type { PlacedText } from "../../../domain/row-imports/placing.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { useStoredSwitch } from "../../ui/stored.ts";
import type { City } from "../city/use-city.ts";
import { QueuedMap } from "./queued-map.tsx";
import { useQueue, useResolve } from "./use-archives.ts";

interface ArchiveQueueProps {
  readonly city: City;
  readonly importId: string;
  readonly state: "unclear" | "skipped";
  /** How many rows there are, to ask again when they change. */
  readonly rows: number;
}

/** Texts that somebody has to say the place of, those of the most rows first: one answer settles all that bear it. */
export function ArchiveQueue({ city, importId, state, rows }: ArchiveQueueProps) {
  const { t } = useTranslation();
  const queue = useQueue(importId, state, rows);
  const resolve = useResolve(importId);
  const [letters] = useStoredSwitch("decumano.letters", true);
  const [at, setAt] = useState(0);
  const [skipped, setSkipped] = useState<readonly string[]>([]);
  const places = queue.data?.places ?? [];
  const active = places[Math.min(at, places.length - 1)];
  const skip = () => {
    if (!active || state === "skipped") return;
    setSkipped([...skipped, active.key]);
    resolve.mutate({ key: active.key, choice: { kind: "skip" } });
  };
  const undo = () => {
    const key = skipped.at(-1);
    if (key === undefined) return;
    setSkipped(skipped.slice(0, -1));
    resolve.mutate({ key, choice: { kind: "restore" } });
  };
  useShortcuts(
    [
      { key: "j", run: () => setAt(Math.min(at + 1, places.length - 1)) },
      { key: "k", run: () => setAt(Math.max(0, at - 1)) },
      { key: "s", run: skip },
      { key: "z", control: true, run: undo },
    ],
    letters,
  );
  if (queue.isPending) return <p role="status">{t("common.loading")}</p>;
  if (queue.isError) return <p role="alert">{t("rows.failed")}</p>;
  if (!active) return <p>{t("rows.queueEmpty")}</p>;
  return (
    <div className="rows-queue">
      <p className="quiet">{t("rows.queueHint", { texts: queue.data.texts, rows: queue.data.rows })}</p>
      {skipped.length > 0 && (
        <button type="button" className="button button-small" onClick={undo}>
          {t("rows.undo")}
        </button>
      )}
      {resolve.isError && <p role="alert">{t("rows.failed")}</p>}
      <ul>
        {places.map((place, index) => (
          <li key={place.key}>
            <button
              type="button"
              className="rows-archive"
              aria-expanded={place === active}
              onClick={() => setAt(index)}
            >
              <strong>{place.place.text}</strong>
              <span className="quiet">
                {t("rows.bearing", { count: place.rows })} ·{" "}
                {place.place.reasons.map((reason) => t(`rows.placings.${reason}`)).join(", ")}
              </span>
            </button>
            {place === active && (
              <QueuedText
                key={place.key}
                city={city}
                place={place}
                state={state}
                answer={resolve.data?.place ?? null}
                isBusy={resolve.isPending}
                onSkip={skip}
                onChoice={(choice) => resolve.mutate({ key: place.key, choice })}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

type Choice = Parameters<ReturnType<typeof useResolve>["mutate"]>[0]["choice"];

interface QueuedTextProps {
  readonly city: City;
  readonly place: QueuedPlace;
  readonly state: ArchiveQueueProps["state"];
  /** What the text given last was found to mean. */
  readonly answer: PlacedText | null;
  readonly isBusy: boolean;
  readonly onSkip: () => void;
  readonly onChoice: (choice: Choice) => void;
}

function QueuedText({ city, place, state, answer, isBusy, onSkip, onChoice }: QueuedTextProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [text, setText] = useState(place.place.text);
  const tried = answer !== null && answer.text === text.trim() ? answer : null;
  const candidates = tried?.candidates ?? place.place.candidates;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onChoice({ kind: "text", text });
  };
  return (
    <div className="rows-queued">
      <p className="quiet">
        {place.first.cells
          .filter((cell) => cell.text !== "")
          .map((cell) => `${cell.header}: ${cell.text}`)
          .join(" · ")}
      </p>
      <form className="rows-cell" onSubmit={submit}>
        <label className="field">
          <span className="field-label">{t("rows.otherText")}</span>
          <input className="input" value={text} onChange={(event) => setText(event.target.value)} />
        </label>
        <button type="submit" className="button button-small" disabled={isBusy || text.trim() === ""}>
          {t("rows.assign", { count: place.rows })}
        </button>
      </form>
      {candidates.length > 0 && (
        <QueuedMap
          city={city}
          place={tried ?? place.place}
          onCandidate={(index) => {
            const candidate = candidates[index];
            if (candidate !== undefined && !isBusy) onChoice({ kind: "place", candidate });
          }}
        />
      )}
      {tried !== null && candidates.length !== 1 && (
        <p role="status">{t(`rows.standings.${tried.confidence}`)}</p>
      )}
      <ol className="rows-candidates">
        {candidates.map((candidate, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two stretches may bear one label
          <li key={index}>
            <button
              type="button"
              className="rows-candidate"
              disabled={isBusy}
              onClick={() => onChoice({ kind: "place", candidate })}
            >
              <span>
                {candidate.label} <span className="quiet">{format.metres(candidate.lengthMetres)}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
      {state === "unclear" ? (
        <button type="button" className="button button-small" disabled={isBusy} onClick={onSkip}>
          {t("rows.skip")} <kbd>S</kbd>
        </button>
      ) : (
        <button
          type="button"
          className="button button-small"
          disabled={isBusy}
          onClick={() => onChoice({ kind: "restore" })}
        >
          {t("rows.unskip")}
        </button>
      )}
    </div>
  );
}
