import { useTranslation } from "react-i18next";
import type { OpenCollection } from "../../../domain/open-data/contract.ts";
import { toLanguage } from "../../i18n/i18n.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { CopiedLine } from "./copied-line.tsx";
import { useOpenData } from "./use-open-data.ts";
import "./open-data.css";

/** What anyone may read and reuse: where it is, what it holds, under which terms, and how to begin. */
export function OpenData() {
  const { t } = useTranslation();
  const data = useOpenData();
  if (data.isPending) return <p role="status">{t("common.loading")}</p>;
  if (data.isError) {
    return (
      <div role="alert">
        <p>{t("openData.failed")}</p>
        <button type="button" className="button" onClick={() => void data.refetch()}>
          {t("common.again")}
        </button>
      </div>
    );
  }
  const { feedLicence, collections } = data.data;
  return (
    <div className="open-data">
      <p>{t("openData.intro")}</p>
      <Services licence={feedLicence} />
      <section aria-labelledby="open-data-collections">
        <h2 id="open-data-collections">{t("openData.collections")}</h2>
        <ul className="open-data-collections">
          {collections.map((collection) => (
            <CollectionItem key={collection.id} collection={collection} />
          ))}
        </ul>
      </section>
    </div>
  );
}

/** The same roadworks, each in the words of its readers. */
const ROADWORK_FEEDS = [
  { id: "wzdx", name: "WZDx 4.2", files: ["wzdx.geojson"] },
  { id: "datex", name: "DATEX II v3", files: ["datex2.xml"] },
  { id: "cifs", name: "Waze CIFS v2", files: ["cifs.json", "cifs.xml"] },
] as const;

function Services({ licence }: { readonly licence: string | null }) {
  const { t } = useTranslation();
  const origin = window.location.origin;
  const terms = (
    <p className="quiet">{t("openData.licence", { licence: licence ?? t("openData.unconfirmed") })}</p>
  );
  const [ogc, calendar] = [`${origin}/ogc`, `${origin}/feeds/interventions.ics`];
  return (
    <div className="open-data-services">
      <section className="open-data-service" aria-labelledby="open-data-ogc">
        <h2 id="open-data-ogc">
          <a href="/ogc?f=html">OGC API – Features</a>
        </h2>
        <p>{t("openData.ogcHolds")}</p>
        <CopiedLine text={ogc} label={t("openData.addressOf", { what: "OGC API" })} />
        <p>{t("openData.gdal")}</p>
        <CopiedLine text={`ogrinfo -ro -al -so OAPIF:${ogc} phases`} label="ogrinfo" />
        <p>{t("openData.qgis")}</p>
        <p className="quiet">{t("openData.ogcTerms")}</p>
      </section>
      {ROADWORK_FEEDS.map(({ id, name, files }) => (
        <section key={id} className="open-data-service" aria-labelledby={`open-data-${id}`}>
          <h2 id={`open-data-${id}`}>
            <a href={`/feeds/${files[0]}`}>{name}</a>
          </h2>
          <p>{t(`openData.${id}Holds`)}</p>
          {files.map((file) => (
            <CopiedLine
              key={file}
              text={`${origin}/feeds/${file}`}
              label={t("openData.addressOf", { what: files.length === 1 ? name : file })}
            />
          ))}
          {terms}
        </section>
      ))}
      <section className="open-data-service" aria-labelledby="open-data-calendar">
        <h2 id="open-data-calendar">
          <a href="/feeds/interventions.ics">iCalendar</a>
        </h2>
        <p>{t("openData.calendarHolds")}</p>
        <CopiedLine text={calendar} label={t("openData.addressOf", { what: "iCalendar" })} />
        <p>{t("openData.calendarFilters")}</p>
        <CopiedLine
          text={`${calendar}?kind=roadwork&street=Via%20Po`}
          label={t("openData.filteredCalendar")}
        />
        {terms}
      </section>
    </div>
  );
}

function CollectionItem({ collection }: { readonly collection: OpenCollection }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const language = toLanguage(i18n.language);
  const { title, description, path, features, licences, attributions, synthetic } = collection;
  return (
    <li>
      <h3>
        <a href={`${path}?f=html`}>{title[language]}</a>
      </h3>
      <p>
        {description[language]} {t("openData.features", { number: format.number(features), count: features })}
        {synthetic && <span className="tag tag-synthetic">{t("common.synthetic")}</span>}
      </p>
      <p className="quiet">
        {t("openData.licence", { licence: licences.join("; ") || t("openData.unconfirmed") })}
        {attributions.length > 0 && ` · ${attributions.join(" · ")}`}
      </p>
    </li>
  );
}
