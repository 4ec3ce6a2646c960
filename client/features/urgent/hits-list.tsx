import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { DigHits } from "../../../domain/urgent/dig.ts";
import { useFormat } from "../../i18n/use-format.ts";

/** What a dig is at, said as surely as it is known. @param told whether the owners were told, or would be */
export function HitsList({ hits, told }: { readonly hits: DigHits; readonly told: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { utilities, transit, streets, interventions, owners } = hits;
  return (
    <div className="hits">
      <Group
        title={t("urgent.hits.utilities")}
        note={utilities.synthetic ? t("urgent.hits.synthetic") : null}
        known={utilities.known}
        unknown={t("urgent.hits.noUtilities")}
        none={t("urgent.hits.noneUtilities")}
        rows={utilities.lines.map(
          ({ id, network, diameterMillimetres, depthMetres, material, accuracyClass, distanceMetres }) => ({
            key: id,
            strong: t(`notices.networks.${network}`),
            text: [
              t("urgent.hits.depth", { depth: format.metres(depthMetres) }),
              distanceMetres < 0.05
                ? t("urgent.hits.under")
                : t("urgent.hits.away", { distance: format.metres(distanceMetres) }),
              `Ø ${format.number(diameterMillimetres, 0)} mm`,
              material,
              t(`urgent.hits.accuracy.${accuracyClass}`),
            ],
            grave: distanceMetres < 0.05,
          }),
        )}
      />
      <Group
        title={t("urgent.hits.transit")}
        known={transit.known}
        unknown={t("urgent.hits.noTransit")}
        none={t("urgent.hits.noneTransit")}
        rows={[
          ...transit.lines.map(({ code, mode, title }) => ({
            key: `line ${code} ${title}`,
            strong: t("urgent.hits.line", { code }),
            text: [t(`urgent.hits.modes.${mode as "bus"}`), title],
            grave: mode === "tram",
          })),
          ...transit.stops.map(({ name, lineCodes, distanceMetres }) => ({
            key: `stop ${name} ${distanceMetres}`,
            strong: t("urgent.hits.stop", { name }),
            text: [lineCodes.join(", "), t("urgent.hits.away", { distance: format.metres(distanceMetres) })],
            grave: false,
          })),
        ]}
      />
      <Group
        title={t("urgent.hits.streets")}
        known={streets.known}
        unknown={t("urgent.hits.noStreets")}
        none={t("urgent.hits.noneStreets")}
        rows={streets.segments.map(({ name, lanes, oneWay, carriagewayWidthMetres }, index) => ({
          key: String(index),
          strong: name ?? t("urgent.hits.unnamed"),
          text: [
            lanes === null ? t("urgent.hits.lanesUnknown") : t("urgent.hits.lanes", { count: lanes }),
            oneWay ? t("urgent.hits.oneWay") : null,
            carriagewayWidthMetres === null
              ? null
              : t("urgent.hits.carriageway", { width: format.metres(carriagewayWidthMetres) }),
          ],
          grave: false,
        }))}
      />
      <Group
        title={t("urgent.hits.interventions")}
        known
        none={t("urgent.hits.noneInterventions")}
        rows={interventions.map(({ id, title, officeName, endsAt, distanceMetres }) => ({
          key: id,
          strong: (
            <Link to="/" search={{ s: id }}>
              {title}
            </Link>
          ),
          text: [officeName, t("urgent.hits.until", { time: format.moment(Date.parse(endsAt)) })],
          grave: distanceMetres < 0.05,
        }))}
      />
      {owners.length > 0 && (
        <p className="hits-owners">
          {t(told ? "urgent.hits.told" : "urgent.hits.wouldTell", {
            names: owners.map(({ name }) => name).join(", "),
          })}
        </p>
      )}
    </div>
  );
}

interface GroupProps {
  readonly title: string;
  readonly note?: string | null;
  readonly known: boolean;
  readonly unknown?: string;
  readonly none: string;
  readonly rows: readonly {
    readonly key: string;
    readonly strong: ReactNode;
    readonly text: readonly (string | null)[];
    readonly grave: boolean;
  }[];
}

function Group({ title, note, known, unknown, none, rows }: GroupProps) {
  return (
    <section className="hits-group">
      <h3>
        {title} {note && <span className="tag tag-synthetic">{note}</span>}
      </h3>
      {rows.length === 0 ? (
        <p className={known ? "quiet" : "hits-unknown"}>{known ? none : unknown}</p>
      ) : (
        <ul>
          {rows.map(({ key, strong, text, grave }) => (
            <li key={key} className={grave ? "hit hit-grave" : "hit"}>
              <strong>{strong}</strong> <span>{text.filter(Boolean).join(" · ")}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
