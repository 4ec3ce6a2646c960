import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { checkDig } from "../../../domain/urgent/contract.ts";
import { SITE_SIZES, type SiteMeasures } from "../../../domain/urgent/site.ts";
import { call } from "../../api/call.ts";
import type { City } from "../city/use-city.ts";
import { useNow } from "../clock/use-now.ts";
import { QueueList } from "./queue-list.tsx";
import { Started } from "./started.tsx";
import { UrgentForm } from "./urgent-form.tsx";
import { UrgentMap } from "./urgent-map.tsx";
import { type Spot, useSpot } from "./use-spot.ts";
import { useUrgentQueue } from "./use-urgent-queue.ts";
import "./urgent.css";

/** Map and form side by side, one above the other on a phone; once it is started, what it hits. */
export function UrgentDesk({ city }: { readonly city: City }) {
  const { t } = useTranslation();
  const [measures, setMeasures] = useState<SiteMeasures>(SITE_SIZES.trench);
  const spot = useSpot(city, measures);
  const { started, queued, dismiss } = useUrgentQueue();
  // One that was just handed over is shown where it is: on its way, waiting, or refused.
  const [isWriting, setWriting] = useState(true);
  const nowMs = useNow();
  const footprint = spot.site?.footprint ?? null;
  const hits = useQuery({
    queryKey: ["dig hits", footprint],
    queryFn: ({ signal }) => call(checkDig, { body: { footprint: footprint! }, signal }),
    enabled: footprint !== null && started === null,
  });
  const { extent } = city;
  const isInside = useCallback(
    ([longitude, latitude]: Spot) =>
      extent[0] <= longitude && longitude <= extent[2] && extent[1] <= latitude && latitude <= extent[3],
    [extent],
  );
  return (
    <div className="urgent">
      <UrgentMap city={city} spot={spot} footprint={footprint} nowMs={nowMs} />
      <div className="urgent-side">
        <QueueList />
        {started !== null ? (
          <Started
            started={started}
            onNew={() => {
              dismiss();
              setWriting(true);
            }}
          />
        ) : isWriting || queued.length === 0 ? (
          <UrgentForm
            spot={spot}
            measures={measures}
            onMeasures={setMeasures}
            isInside={isInside}
            hits={hits}
            onStart={() => setWriting(false)}
          />
        ) : (
          <button type="button" className="button button-wide" onClick={() => setWriting(true)}>
            {t("urgent.another")}
          </button>
        )}
      </div>
    </div>
  );
}
