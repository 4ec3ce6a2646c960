/** The places that a text of an archive may mean, on the plan: where they are is what tells them apart. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { DAY_MS } from "../../../domain/geo/interval.ts";
import type { PlacedText } from "../../../domain/row-imports/placing.ts";
import type { City } from "../city/use-city.ts";
import { useNow } from "../clock/use-now.ts";
import { type MappedRow, RowsMap } from "./rows-map.tsx";

interface QueuedMapProps {
  readonly city: City;
  readonly place: PlacedText;
  readonly onCandidate: (index: number) => void;
}

const NO_ROWS: readonly MappedRow[] = [];
const ignore = () => undefined;

export function QueuedMap({ city, place, onCandidate }: QueuedMapProps) {
  const { t } = useTranslation();
  const nowMs = useNow();
  const day = Math.floor(nowMs / DAY_MS);
  const active = useMemo((): MappedRow => {
    const [startsAt, endsAt] = [day, day + 1].map((at) => new Date(at * DAY_MS).toISOString()) as [
      string,
      string,
    ];
    return {
      row: { id: place.text, picked: null, skipped: false },
      // All rows that bear the text: none of their kinds and days is told.
      read: {
        row: {
          kind: "roadwork",
          title: place.text,
          placeText: place.text,
          startsAt,
          endsAt,
          vehicleImpact: null,
          hindrance: null,
        },
      },
      place,
      standing: place.confidence,
      footprint: null,
      ground: null,
      extent: null,
    };
  }, [place, day]);
  return (
    <section className="rows-queued-map" aria-label={t("page.map")}>
      <RowsMap
        city={city}
        view="plan"
        rows={NO_ROWS}
        active={active}
        onRow={ignore}
        onCandidate={onCandidate}
        onTwinBroken={ignore}
      />
    </section>
  );
}
