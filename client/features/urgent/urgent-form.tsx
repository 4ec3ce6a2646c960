import type { UseQueryResult } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type DigHits,
  URGENT_CAUSES,
  URGENT_DAYS,
  URGENT_EFFECTS,
  type UrgentCause,
  type UrgentEffect,
} from "../../../domain/urgent/dig.ts";
import { SITE_SIZES, type SiteMeasures, type SiteSize } from "../../../domain/urgent/site.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Field } from "../../ui/field.tsx";
import { newId } from "../interventions/new-id.ts";
import { useSession } from "../people/use-session.ts";
import { usePlaceName } from "../places/use-places.ts";
import { HitsList } from "./hits-list.tsx";
import { CausePictogram, EffectPictogram } from "./pictograms.tsx";
import { Tiles } from "./tiles.tsx";
import type { Spot, useSpot } from "./use-spot.ts";
import { useUrgentQueue } from "./use-urgent-queue.ts";
import { WhereFields } from "./where-fields.tsx";

interface UrgentFormProps {
  readonly spot: ReturnType<typeof useSpot>;
  readonly measures: SiteMeasures;
  readonly onMeasures: (measures: SiteMeasures) => void;
  readonly isInside: (spot: Spot) => boolean;
  readonly hits: UseQueryResult<DigHits>;
  /** The dig was handed over. */
  readonly onStart: () => void;
}

const SIZES = Object.keys(SITE_SIZES) as SiteSize[];
const LONGEST_PLACE = 300;

/** Four taps start a dig: where, what broke, what it does to the street, start. The rest can wait. */
export function UrgentForm({ spot, measures, onMeasures, isInside, hits, onStart }: UrgentFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { add } = useUrgentQueue();
  const office = useSession().data?.person?.office ?? null;
  const [cause, setCause] = useState<UrgentCause | null>(null);
  const [effect, setEffect] = useState<UrgentEffect | null>(null);
  const [contractor, setContractor] = useState<string | null>(null);
  const [days, setDays] = useState<(typeof URGENT_DAYS)[number]>(1);
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const place = usePlaceName(spot.site?.footprint ?? null);
  const where = useRef<HTMLButtonElement>(null);
  const firstCause = useRef<HTMLInputElement>(null);
  const firstEffect = useRef<HTMLInputElement>(null);
  const carriedOutBy = contractor ?? office?.name ?? "";
  const size = SIZES.find((name) => {
    const { lengthMetres, widthMetres } = SITE_SIZES[name];
    return lengthMetres === measures.lengthMetres && widthMetres === measures.widthMetres;
  });

  const start = () => {
    setTried(true);
    if (spot.site === null) where.current?.focus();
    else if (cause === null) firstCause.current?.focus();
    else if (effect === null) firstEffect.current?.focus();
    else {
      add({
        id: newId(),
        footprint: spot.site.footprint,
        cause,
        effect,
        place: (place || (spot.site.street ?? "")).slice(0, LONGEST_PLACE),
        contractor: carriedOutBy.trim(),
        note: note.trim(),
        depthMetres: null,
        days,
        startedAt: new Date().toISOString(),
      });
      onStart();
    }
  };
  return (
    <form
      className="urgent-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <WhereFields
        buttonRef={where}
        spot={spot}
        isInside={isInside}
        place={place}
        error={tried && spot.site === null ? t("urgent.missing.where") : null}
      />
      <Tiles
        className="urgent-causes"
        legend={t("urgent.cause")}
        values={URGENT_CAUSES}
        value={cause}
        label={(value) => t(`urgent.causes.${value}`)}
        picture={(value) => <CausePictogram cause={value} />}
        onChange={setCause}
        firstRef={firstCause}
        error={tried && cause === null ? t("urgent.missing.cause") : null}
      />
      <Tiles
        legend={t("urgent.effect")}
        values={URGENT_EFFECTS}
        value={effect}
        label={(value) => t(`urgent.effects.${value}`)}
        picture={(value) => <EffectPictogram effect={value} />}
        onChange={setEffect}
        firstRef={firstEffect}
        error={tried && effect === null ? t("urgent.missing.effect") : null}
      />
      <Tiles
        legend={t("urgent.size")}
        values={SIZES}
        value={size ?? null}
        label={(value) =>
          t(`urgent.sizes.${value}`, {
            length: format.number(SITE_SIZES[value].lengthMetres),
            width: format.metres(SITE_SIZES[value].widthMetres),
          })
        }
        onChange={(value) => onMeasures(SITE_SIZES[value])}
      />
      <Slider
        label={t("urgent.width")}
        value={measures.widthMetres}
        least={0.5}
        most={12}
        onValue={(widthMetres) => onMeasures({ ...measures, widthMetres })}
      />
      <Slider
        label={t("urgent.length")}
        value={measures.lengthMetres}
        least={1}
        most={60}
        onValue={(lengthMetres) => onMeasures({ ...measures, lengthMetres })}
      />
      <Tiles
        legend={t("urgent.days")}
        values={URGENT_DAYS.map(String)}
        value={String(days)}
        label={(value) => t("common.days", { count: Number(value) })}
        onChange={(value) => setDays(URGENT_DAYS.find((one) => String(one) === value) ?? 1)}
      />
      <Field label={t("urgent.contractor")}>
        {(control) => (
          <input
            {...control}
            className="input"
            maxLength={200}
            value={carriedOutBy}
            onChange={(event) => setContractor(event.target.value)}
          />
        )}
      </Field>
      <Field label={t("urgent.note")}>
        {(control) => (
          <textarea
            {...control}
            className="input"
            rows={2}
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <section className="urgent-preview" aria-live="polite" aria-busy={hits.isFetching}>
        <h2>{t("urgent.under")}</h2>
        {hits.data ? (
          <HitsList hits={hits.data} told={false} />
        ) : (
          <p className="quiet">{t(hits.isError ? "urgent.checkFailed" : "urgent.chooseFirst")}</p>
        )}
      </section>
      <div className="urgent-start">
        {tried && (spot.site === null || cause === null || effect === null) && (
          <p className="field-error" role="alert">
            {t("urgent.missing.some")}
          </p>
        )}
        <button type="submit" className="button button-danger button-wide">
          {t("urgent.start")}
        </button>
      </div>
    </form>
  );
}

interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onValue: (value: number) => void;
}

function Slider({ label, value, least, most, onValue }: SliderProps) {
  const format = useFormat();
  return (
    <label className="urgent-slider">
      <span className="field-label">{label}</span>
      <input
        type="range"
        min={least}
        max={most}
        step={0.5}
        value={value}
        aria-valuetext={format.metres(value)}
        onChange={(event) => onValue(Number(event.target.value))}
      />
      <output>{format.metres(value)}</output>
    </label>
  );
}
