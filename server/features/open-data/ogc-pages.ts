/** The same documents for a person: plain pages that ask for nothing but their stylesheet. */
import type { Collection } from "../../../domain/open-data/collections.ts";
import { MAX_LIMIT } from "../../../domain/open-data/query.ts";
import { REFERENCE_SYSTEMS } from "../../../domain/open-data/reference-systems.ts";
import type { Asked, Link } from "./asked.ts";
import type { FeatureRow } from "./collection-store.ts";
import { licenceAddress } from "./licences.ts";
import { html, type Markup } from "./markup.ts";
import { CONFORMANCE_CLASSES, type CollectionDocument } from "./ogc-documents.ts";
import { propertiesOf } from "./ogc-items.ts";
import type { ServedCity } from "./setting.ts";

const WORDS = {
  it: {
    home: "Dati aperti",
    collections: "Raccolte",
    conformance: "Conformità",
    api: "Definizione dell'API",
    intro: "Gli interventi decisi sul suolo pubblico e gli strati della città, per chi li vuole riusare.",
    use: "Si leggono con QGIS, GDAL e ogni programma che conosce OGC API - Features. L'indirizzo da dare è",
    json: "Come JSON",
    items: "Vedi gli elementi",
    terms: "Fonte e licenza",
    synthetic: "dati sintetici",
    derived: "dati derivati",
    systems: "Sistemi di riferimento",
    time: "Tempo",
    properties: "Proprietà",
    filterable: "si può filtrare",
    none: "Nessun elemento risponde a questa richiesta.",
    next: "Pagina successiva",
    shown: (shown: number, all: number) => `${shown} di ${all} elementi`,
    feature: "Elemento",
    parameters: "Parametri degli elementi",
    app: "Apri la città",
    true: "sì",
    false: "no",
  },
  en: {
    home: "Open data",
    collections: "Collections",
    conformance: "Conformance",
    api: "API definition",
    intro: "Decided works on public ground and the layers of the city, for whoever wants to use them.",
    use: "QGIS, GDAL and any program that knows OGC API - Features read them. The address to give is",
    json: "As JSON",
    items: "See the features",
    terms: "Source and licence",
    synthetic: "synthetic data",
    derived: "derived data",
    systems: "Reference systems",
    time: "Time",
    properties: "Properties",
    filterable: "can be filtered by",
    none: "No feature answers this request.",
    next: "Next page",
    shown: (shown: number, all: number) => `${shown} of ${all} features`,
    feature: "Feature",
    parameters: "Parameters of features",
    app: "Open the city",
    true: "yes",
    false: "no",
  },
};

interface Page {
  readonly title: string;
  readonly body: Markup;
  /** From the service down to this page. */
  readonly trail: readonly { readonly href: string; readonly title: string }[];
}

function frame({ title, body, trail }: Page, city: ServedCity, { base, self, language }: Asked): string {
  const words = WORDS[language];
  const asJson = new URL(self);
  asJson.searchParams.set("f", "json");
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${city.name}</title>
<link rel="stylesheet" href="${base}/style.css">
<link rel="alternate" type="application/json" href="${asJson.href}">
</head>
<body>
<header>
<nav aria-label="${words.home}"><ol>${[{ href: `${base}?f=html`, title: words.home }, ...trail].map(
    ({ href, title: name }) => html`<li><a href="${href}">${name}</a></li>`,
  )}</ol></nav>
<p><a href="${asJson.href}">${words.json}</a></p>
</header>
<main>
<h1>${title}</h1>
${body}
</main>
<footer><p>${city.attribution}${city.synthetic ? ` · ${words.synthetic}` : ""} · <a href="${new URL("/", base).href}">${words.app}</a></p></footer>
</body>
</html>
`;
  return page.text;
}

export function showLanding(city: ServedCity, asked: Asked): string {
  const { base, language } = asked;
  const words = WORDS[language];
  const body = html`<p>${words.intro}</p>
<p>${words.use} <code>${base}</code></p>
<ul>
<li><a href="${base}/collections?f=html">${words.collections}</a></li>
<li><a href="${base}/api?f=html">${words.api}</a></li>
<li><a href="${base}/conformance?f=html">${words.conformance}</a></li>
</ul>`;
  return frame({ title: `${words.home} · ${city.name}`, body, trail: [] }, city, asked);
}

export function showConformance(city: ServedCity, asked: Asked): string {
  const body = html`<ul>${CONFORMANCE_CLASSES.map((uri) => html`<li><a href="${uri}">${uri}</a></li>`)}</ul>`;
  return frame({ title: WORDS[asked.language].conformance, body, trail: [] }, city, asked);
}

export function showCollections(
  documents: readonly CollectionDocument[],
  city: ServedCity,
  asked: Asked,
): string {
  const body = html`<dl class="collections">${documents.map(
    ({ id, title, description, license }) => html`<div>
<dt><a href="${asked.base}/collections/${id}?f=html">${title}</a></dt>
<dd>${description}</dd>
<dd class="quiet">${license}</dd>
</div>`,
  )}</dl>`;
  return frame({ title: WORDS[asked.language].collections, body, trail: [] }, city, asked);
}

function showLicence(licence: string): Markup {
  const href = licenceAddress(licence);
  return href === null ? html`${licence}` : html`<a href="${href}">${licence}</a>`;
}

export function showCollection(
  collection: Collection,
  document: CollectionDocument,
  city: ServedCity,
  asked: Asked,
): string {
  const { base, language } = asked;
  const words = WORDS[language];
  const temporal = document.extent?.temporal?.interval[0];
  const body = html`<p>${document.description}</p>
<p><a class="button" href="${base}/collections/${document.id}/items?f=html">${words.items}</a></p>
<h2>${words.terms}</h2>
<ul>${document.datasets.map(
    ({ title, source, publisher, licence, attribution, synthetic, derived }) => html`<li>
<strong>${title}</strong>: ${[publisher, source].filter(Boolean).join(", ")}. ${showLicence(licence)}.
${attribution}${synthetic ? html` <em>${words.synthetic}</em>` : ""}${derived ? html` <em>${words.derived}</em>` : ""}</li>`,
  )}</ul>
${temporal && html`<h2>${words.time}</h2><p>${temporal[0]} – ${temporal[1]}</p>`}
<h2>${words.properties}</h2>
<ul>${collection.fields.map(
    ({ name, values, filter }) =>
      html`<li><code>${name}</code>${filter ? ` · ${words.filterable}` : ""}${
        values ? `: ${values.join(", ")}` : ""
      }</li>`,
  )}</ul>
<h2>${words.systems}</h2>
<ul>${REFERENCE_SYSTEMS.map(({ uri }) => html`<li><code>${uri}</code></li>`)}</ul>`;
  const trail = [{ href: `${base}/collections?f=html`, title: words.collections }];
  return frame({ title: document.title, body, trail }, city, asked);
}

function showValue(value: unknown, language: Asked["language"]): string {
  if (value === null) return "–";
  if (typeof value === "boolean") return WORDS[language][value ? "true" : "false"];
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value) ? value.join(", ") : String(value);
}

function trailTo({ id, title }: Collection, { base, language }: Asked) {
  return [
    { href: `${base}/collections?f=html`, title: WORDS[language].collections },
    { href: `${base}/collections/${id}?f=html`, title: title[language] },
  ];
}

interface ItemsPage {
  readonly rows: readonly FeatureRow[];
  readonly matched: number;
  readonly links: readonly Link[];
}

export function showItems(
  collection: Collection,
  { rows, matched, links }: ItemsPage,
  city: ServedCity,
  asked: Asked,
): string {
  const { base, language } = asked;
  const words = WORDS[language];
  const next = links.find(({ rel }) => rel === "next");
  const table = html`<div class="scroll" tabindex="0" role="region" aria-label="${collection.title[language]}"><table>
<thead><tr><th scope="col">id</th>${collection.fields.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr><th scope="row"><a href="${base}/collections/${collection.id}/items/${row.id}?f=html">${row.id}</a></th>${Object.values(
        propertiesOf(collection, row),
      ).map((value) => html`<td>${showValue(value, language)}</td>`)}</tr>`,
  )}</tbody></table></div>`;
  const body = html`<p>${words.shown(rows.length, matched)}</p>
${rows.length === 0 ? html`<p>${words.none}</p>` : table}
${next && html`<p><a class="button" rel="next" href="${next.href}">${words.next}</a></p>`}`;
  return frame({ title: collection.title[language], body, trail: trailTo(collection, asked) }, city, asked);
}

export function showItem(collection: Collection, row: FeatureRow, city: ServedCity, asked: Asked): string {
  const { language } = asked;
  const body = html`<dl class="properties">${Object.entries(propertiesOf(collection, row)).map(
    ([name, value]) => html`<div><dt>${name}</dt><dd>${showValue(value, language)}</dd></div>`,
  )}</dl>`;
  const title = `${collection.title[language]}: ${row.id}`;
  return frame({ title, body, trail: trailTo(collection, asked) }, city, asked);
}

export function showDefinition(
  collections: readonly CollectionDocument[],
  city: ServedCity,
  asked: Asked,
): string {
  const { base, language } = asked;
  const words = WORDS[language];
  const paths = ["", "/conformance", "/api", "/collections"];
  const ofCollections = collections.flatMap(({ id }) => [
    `/collections/${id}`,
    `/collections/${id}/items`,
    `/collections/${id}/items/{featureId}`,
  ]);
  const body = html`<p><a class="button" href="${base}/api?f=json">OpenAPI 3.0</a></p>
<h2>${words.parameters}</h2>
<ul>
<li><code>limit</code> 1 – ${MAX_LIMIT}</li>
<li><code>bbox</code>, <code>bbox-crs</code>, <code>crs</code>: ${REFERENCE_SYSTEMS.map(
    ({ uri }) => html`<code>${uri}</code> `,
  )}</li>
<li><code>datetime</code> <code>2026-03-02T00:00:00Z/..</code></li>
<li><code>f</code> json, html</li>
</ul>
<h2>GET</h2>
<ul>${[...paths, ...ofCollections].map((path) => html`<li><code>${base}${path}</code></li>`)}</ul>`;
  return frame({ title: words.api, body, trail: [] }, city, asked);
}
