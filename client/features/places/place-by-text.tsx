import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Footprint } from "../../../domain/interventions/intervention.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Combobox, type ComboboxOption } from "../../ui/combobox.tsx";
import { lengthMetres } from "./local-plane.ts";
import { findByName, plain, readSentence, readStreetEnd } from "./read-place.ts";
import type { StreetAxis } from "./street-axis.ts";
import { lineAlong, STREET_SIDES, type StreetNetwork, type StreetSide } from "./street-network.ts";
import { findHouse } from "./use-places.ts";

interface PlaceByTextProps {
  readonly network: StreetNetwork;
  readonly widthMetres: number;
  readonly onLine: (footprint: Footprint) => void;
}

const MAX_OPTIONS = 12;
type Trouble = "street" | "from" | "to" | "same" | "house" | null;

/** A line along a street without a map: the street, where it begins, where it ends, and on which side. */
export function PlaceByText({ network, widthMetres, onLine }: PlaceByTextProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [streetText, setStreetText] = useState("");
  const [axis, setAxis] = useState<StreetAxis | null>(null);
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [side, setSide] = useState<StreetSide>("centre");
  const [trouble, setTrouble] = useState<Trouble>(null);
  const [done, setDone] = useState<string | null>(null);

  const streetOptions = useMemo(() => streetsLike(network.axes, streetText), [network, streetText]);
  const endOptions = useMemo(
    () => (axis === null ? [] : endsOf(axis, network, format.metres, t)),
    [axis, network, format, t],
  );

  const chooseStreet = (chosen: StreetAxis) => {
    setAxis(chosen);
    setStreetText(chosen.name);
    setFrom("");
    setTo("");
    setTrouble(null);
  };

  const draw = async (on: StreetAxis, fromText: string, toText: string) => {
    setDone(null);
    const crossings = network.crossingsOf(on);
    const read = async (text: string, field: "from" | "to") => {
      const end = readStreetEnd(text, on, crossings);
      if (end === null) return { trouble: field };
      if (end.kind === "along") return end.alongMetres;
      const along = await findHouse(network, on, end.number);
      return along ?? { trouble: "house" as const };
    };
    const first = await read(fromText.trim() || t("place.start"), "from");
    if (typeof first !== "number") return setTrouble(first.trouble);
    const last = await read(toText.trim() || t("place.end"), "to");
    if (typeof last !== "number") return setTrouble(last.trouble);
    if (Math.abs(first - last) < 1) return setTrouble("same");
    setTrouble(null);
    const footprint = lineAlong(network, on, first, last, side, widthMetres);
    setDone(format.metres(lengthMetres(footprint.line.coordinates)));
    onLine(footprint);
  };

  const submitStreet = () => {
    const readings = readSentence(streetText)
      .map((sentence) => ({ ...sentence, axis: findByName(sentence.street, network.axes) }))
      .filter((reading) => reading.axis !== null);
    const exists = (text: string, on: StreetAxis) =>
      readStreetEnd(text, on, network.crossingsOf(on)) !== null;
    // Where no reading is whole, the first one says which end is not found.
    const reading =
      readings.find(({ axis: on, from: a, to: b }) => exists(a, on!) && exists(b, on!)) ?? readings[0];
    const found = reading?.axis ?? findByName(streetText, network.axes);
    if (!found) return setTrouble("street");
    chooseStreet(found);
    if (!reading) return;
    setFrom(reading.from);
    setTo(reading.to);
    void draw(found, reading.from, reading.to);
  };

  return (
    <div className="place-by-text">
      <Combobox
        label={t("place.street")}
        placeholder={t("place.streetPlaceholder")}
        icon="street"
        text={streetText}
        onText={(text) => {
          setStreetText(text);
          setAxis(null);
          setTrouble(null);
          setDone(null);
        }}
        options={streetOptions}
        onChoose={({ axis: chosen }) => chooseStreet(chosen)}
        onSubmit={submitStreet}
        invalid={trouble === "street"}
        describedBy="place-trouble"
      />
      {axis && (
        <div className="place-ends">
          <Combobox
            label={t("place.from")}
            placeholder={t("place.endPlaceholder")}
            text={from}
            onText={setFrom}
            options={endsLike(endOptions, from)}
            onChoose={({ label }) => setFrom(label)}
            invalid={trouble === "from" || trouble === "same" || trouble === "house"}
            describedBy="place-trouble"
          />
          <Combobox
            label={t("place.to")}
            placeholder={t("place.endPlaceholder")}
            text={to}
            onText={setTo}
            options={endsLike(endOptions, to)}
            onChoose={({ label }) => setTo(label)}
            onSubmit={() => void draw(axis, from, to)}
            invalid={trouble === "to" || trouble === "same" || trouble === "house"}
            describedBy="place-trouble"
          />
          <label className="place-side">
            <span className="field-label">{t("place.side")}</span>
            <select
              className="input"
              value={side}
              onChange={(event) => setSide(event.target.value as StreetSide)}
            >
              {STREET_SIDES.map((one) => (
                <option key={one} value={one}>
                  {t(`place.sides.${one}`)}
                </option>
              ))}
            </select>
          </label>
          <button type="button" className="button" onClick={() => void draw(axis, from, to)}>
            {t("place.draw")}
          </button>
        </div>
      )}
      <p id="place-trouble" className={trouble ? "field-error" : "field-hint"} role="status">
        {trouble ? t(`place.trouble.${trouble}`) : done ? t("place.done", { length: done }) : ""}
      </p>
    </div>
  );
}

function streetsLike(axes: readonly StreetAxis[], text: string): (ComboboxOption & { axis: StreetAxis })[] {
  const sought = plain(text);
  if (sought.length < 2) return [];
  return axes
    .filter((axis) => ` ${plain(axis.name)}`.includes(` ${sought}`))
    .slice(0, MAX_OPTIONS)
    .map((axis) => ({ id: axis.streetId, label: axis.name, axis }));
}

function endsLike(options: readonly ComboboxOption[], text: string): readonly ComboboxOption[] {
  const sought = plain(text);
  if (options.some((option) => option.label === text)) return options;
  return options.filter((option) => plain(option.label).includes(sought));
}

function endsOf(
  axis: StreetAxis,
  network: StreetNetwork,
  metres: (value: number) => string,
  t: (key: "place.start" | "place.end") => string,
): ComboboxOption[] {
  return [
    { id: "start", label: t("place.start"), detail: metres(0) },
    ...network.crossingsOf(axis).map((crossing, i) => ({
      id: `${i}-${crossing.streetId}`,
      label: crossing.name,
      detail: metres(Math.round(crossing.alongMetres)),
    })),
    { id: "end", label: t("place.end"), detail: metres(Math.round(axis.lengthMetres)) },
  ];
}
