import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useId, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Footprint } from "../../../domain/interventions/intervention.ts";
import { listTouchedStreets, MAX_TOUCHING, type TouchedStreet } from "../../../domain/places/contract.ts";
import { call } from "../../api/call.ts";
import { summariseNumbers } from "./house-numbers.ts";
import "./touched-streets.css";

interface TouchedStreetsProps {
  /** Of every phase that has its ground. */
  readonly footprints: readonly Footprint[];
  /** While a hand moves the shape nobody is asked. */
  readonly drawing: boolean;
}

/** Whose street it is: the streets that the ground touches, and the house numbers along it. */
export function TouchedStreets({ footprints, drawing }: TouchedStreetsProps) {
  const { t } = useTranslation();
  const heading = useId();
  const distinct = useMemo(() => {
    const seen = new Map(footprints.map((footprint) => [JSON.stringify(footprint), footprint]));
    return [...seen.values()].slice(0, MAX_TOUCHING);
  }, [footprints]);
  const { data, isPending, isError, isPlaceholderData, refetch } = useQuery({
    queryKey: ["touched streets", distinct],
    queryFn: ({ signal }) => call(listTouchedStreets, { body: { footprints: distinct }, signal }),
    enabled: distinct.length > 0 && !drawing,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <section className="editor-part touched" aria-labelledby={heading} data-testid="touched-streets">
      <h3 id={heading}>{t("touched.heading")}</h3>
      {distinct.length === 0 ? (
        <p className="quiet">{t("touched.noGround")}</p>
      ) : isError ? (
        <p role="alert">
          {t("touched.failed")}{" "}
          <button type="button" className="button button-small" onClick={() => void refetch()}>
            {t("common.again")}
          </button>
        </p>
      ) : isPending ? (
        <p role="status">{t("common.loading")}</p>
      ) : (
        <div aria-busy={isPlaceholderData}>
          {data.streets.length === 0 && <p className="quiet">{t("touched.none")}</p>}
          <ul>
            {data.streets.map((street) => (
              <Street key={street.id} street={street} numbersKnown={data.houseNumbersKnown} />
            ))}
          </ul>
          {!data.houseNumbersKnown && <p className="field-hint">{t("touched.numbersUnknown")}</p>}
        </div>
      )}
    </section>
  );
}

function Street({ street, numbersKnown }: { street: TouchedStreet; numbersKnown: boolean }) {
  const { t } = useTranslation();
  const { even, odd, count } = summariseNumbers(street.houseNumbers);
  return (
    <li>
      <strong>{street.title}</strong>
      {count > 0 && (
        <span>
          {t("touched.numbers", { count })}{" "}
          {[
            even !== null && t("touched.even", { numbers: even }),
            odd !== null && t("touched.odd", { numbers: odd }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      )}
      {numbersKnown && count === 0 && <span className="quiet">{t("touched.noNumbers")}</span>}
    </li>
  );
}
