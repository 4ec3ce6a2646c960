import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Intervention } from "../../../domain/interventions/contract.ts";
import type { LiveEvent } from "../../../domain/live/contract.ts";
import { Icon } from "../../ui/icon.tsx";
import { useLiveEvents, useLiveState } from "./use-live.ts";
import "./live.css";

const SHOWN_MS = 15_000;

interface LiveLineProps {
  /** What the person looks at or writes; null: nothing. */
  readonly interventionId: string | null;
}

/** That updates are cut off, or that somebody changed what one is looking at; otherwise nothing. */
export function LiveLine({ interventionId }: LiveLineProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const paused = useLiveState() === "paused";
  const [said, setSaid] = useState<{ readonly about: string; readonly text: string } | null>(null);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);

  useLiveEvents((events) => {
    if (interventionId === null) return;
    const event = events.findLast((one) => one.interventionId === interventionId);
    if (event === undefined) return;
    const known = client.getQueryData<Intervention>(["intervention", interventionId]);
    if (known === undefined) return;
    const text = t(`live.said.${wordOf(event)}`, { office: known.office.name, title: known.title });
    setSaid({ about: interventionId, text });
  });

  const shown = said?.about === interventionId ? said.text : null;
  return (
    <div className="live-lines" role="status">
      {paused && (
        <p className="live-line live-paused">
          <Icon name="pause" size={16} /> {t("live.paused")}
        </p>
      )}
      {shown !== null && (
        <p className="live-line">
          <span>{shown}</span>
          <button
            type="button"
            className="icon-button"
            aria-label={t("common.close")}
            onClick={() => setSaid(null)}
          >
            <Icon name="close" size={16} />
          </button>
        </p>
      )}
    </div>
  );
}

function wordOf({ kind, change }: LiveEvent): "created" | "updated" | "moved" | "deleted" | "findings" {
  return kind === "findings" ? "findings" : (change ?? "updated");
}
