import { useMutation } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ResponseOf } from "../../../domain/contract/endpoint.ts";
import type { Footprint } from "../../../domain/interventions/intervention.ts";
import { type LocatedStretch, locateOnStreet } from "../../../domain/places/contract.ts";
import { plain } from "../../../domain/places/name.ts";
import { call } from "../../api/call.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Combobox, type ComboboxOption } from "../../ui/combobox.tsx";
import { onAskedPlace, takeAskedPlace } from "./asked-place.ts";
import { StretchChoices } from "./stretch-choices.tsx";
import { footprintOf, SIDES, type SideWord, sentenceOf } from "./stretch-text.ts";
import { useCrossings, usePlaces } from "./use-places.ts";

interface PlaceByTextProps {
  readonly widthMetres: number;
  readonly onFootprint: (footprint: Footprint) => void;
  /** What a reading would look like; null when none is pointed at. */
  readonly onPreview: (footprint: Footprint | null) => void;
}

const TROUBLE_ID = "place-trouble";

/** A stretch of street without a map: in one line of text, or the street, where it begins, where it ends, its side. */
export function PlaceByText({ widthMetres, onFootprint, onPreview }: PlaceByTextProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [text, setText] = useState("");
  const [streetId, setStreetId] = useState<string | null>(null);
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [side, setSide] = useState<SideWord>("centre");
  const [drawn, setDrawn] = useState<LocatedStretch | null>(null);
  const asked = useRef(0);

  const search = useMutation({
    mutationFn: (query: { text: string; streetId?: string }) => call(locateOnStreet, { query }),
  });
  const places = usePlaces(text);
  const streets = (places.data?.places ?? []).filter(({ kind }) => kind === "street" || kind === "square");
  const crossings = useCrossings(streetId);
  const ends = useMemo((): ComboboxOption[] => {
    const { crossings: met = [], lengthMetres = 0 } = crossings.data ?? {};
    return [
      { id: "start", label: t("place.start"), detail: format.metres(0) },
      ...met.map(({ title, alongMetres }, i) => ({
        id: `${i}-${title}`,
        label: title,
        detail: format.metres(Math.round(alongMetres)),
      })),
      { id: "end", label: t("place.end"), detail: format.metres(Math.round(lengthMetres)) },
    ];
  }, [crossings.data, format, t]);

  const place = (reading: LocatedStretch) => {
    onPreview(null);
    setDrawn(reading);
    setStreetId(reading.streetId);
    setText(reading.street);
    setFrom(reading.from ?? "");
    setTo(reading.to ?? "");
    onFootprint(footprintOf(reading, widthMetres));
  };
  const settle = (located: ResponseOf<typeof locateOnStreet>) => {
    const [only] = located.readings;
    if (located.question === null && only) place(only);
    // What it asks about is one street: its ends can be chosen from a list.
    else if (only && located.readings.every((one) => one.streetId === only.streetId))
      setStreetId(only.streetId);
  };
  const ask = (query: { text: string; streetId?: string }) => {
    if (query.text.trim() === "") return;
    setDrawn(null);
    const turn = ++asked.current;
    search.mutate(query, { onSuccess: (located) => turn === asked.current && settle(located) });
  };
  // What the locator was given is drawn here, where what it may mean can be settled.
  const answer = useEffectEvent(() => {
    const wanted = takeAskedPlace();
    if (wanted === null) return;
    setText(wanted);
    setStreetId(null);
    ask({ text: wanted });
  });
  useEffect(() => {
    answer();
    return onAskedPlace(answer);
  }, []);
  const draw = () => {
    ask({ text: sentenceOf({ street: text, from, to, side }), ...(streetId === null ? {} : { streetId }) });
  };
  const located = drawn === null && search.isSuccess ? search.data : null;
  const change = (set: () => void) => {
    set();
    setDrawn(null);
    search.reset();
  };

  return (
    <div className="place-by-text">
      <Combobox
        label={t("place.street")}
        placeholder={t("place.streetPlaceholder")}
        icon="street"
        text={text}
        onText={(typed) =>
          change(() => {
            setText(typed);
            setStreetId(null);
          })
        }
        options={
          streetId === null && text.trim().length >= 2
            ? streets.map(({ id, title, detail }) => ({ id, label: title, ...(detail ? { detail } : {}) }))
            : []
        }
        onChoose={({ id, label }) =>
          change(() => {
            setText(label);
            setStreetId(id);
            setFrom("");
            setTo("");
          })
        }
        onSubmit={() => ask({ text, ...(streetId === null ? {} : { streetId }) })}
        invalid={located !== null && located.readings.length === 0}
        describedBy={TROUBLE_ID}
      />
      {streetId !== null && (
        <div className="place-ends">
          <Combobox
            label={t("place.from")}
            placeholder={t("place.endPlaceholder")}
            text={from}
            onText={(typed) => change(() => setFrom(typed))}
            options={endsLike(ends, from)}
            onChoose={({ label }) => change(() => setFrom(label))}
            describedBy={TROUBLE_ID}
          />
          <Combobox
            label={t("place.to")}
            placeholder={t("place.endPlaceholder")}
            text={to}
            onText={(typed) => change(() => setTo(typed))}
            options={endsLike(ends, to)}
            onChoose={({ label }) => change(() => setTo(label))}
            onSubmit={draw}
            describedBy={TROUBLE_ID}
          />
          <label className="place-side">
            <span className="field-label">{t("place.side")}</span>
            <select
              className="input"
              value={side}
              onChange={(event) => change(() => setSide(event.target.value as SideWord))}
            >
              {SIDES.map((one) => (
                <option key={one} value={one}>
                  {t(`place.sides.${one}`)}
                </option>
              ))}
            </select>
          </label>
          <button type="button" className="button" onClick={draw}>
            {t("place.draw")}
          </button>
        </div>
      )}
      <p id={TROUBLE_ID} className={located?.question ? "field-error" : "field-hint"} role="status">
        {search.isPending
          ? t("place.searching")
          : search.isError
            ? t("place.failed")
            : located?.question
              ? t(`place.ask.${located.question.about}`, { words: located.question.words })
              : drawn
                ? [
                    drawn.line
                      ? t("place.done", { length: format.metres(Math.round(drawn.lengthMetres)) })
                      : t("place.doneArea"),
                    ...drawn.notes.map((note) => t(`place.notes.${note}`)),
                  ].join(" · ")
                : ""}
      </p>
      {located?.question && (
        <StretchChoices
          located={located}
          widthMetres={widthMetres}
          onPreview={onPreview}
          onChoose={place}
          onSuggestion={(name) => change(() => (from === "" ? setFrom(name) : setTo(name)))}
        />
      )}
      {drawn?.line && drawn.widthMetres !== null && (
        <button
          type="button"
          className="button"
          onClick={() => onFootprint(footprintOf(drawn, drawn.widthMetres!))}
        >
          {t("place.wholeWidth", { width: format.metres(Math.round(drawn.widthMetres)) })}
        </button>
      )}
    </div>
  );
}

function endsLike(options: readonly ComboboxOption[], text: string): readonly ComboboxOption[] {
  const sought = plain(text);
  if (options.some((option) => option.label === text)) return options;
  return options.filter((option) => plain(option.label).includes(sought));
}
