import type { CityLayer } from "../city/city-data.ts";
import { HINDRANCES, INTERVENTION_KINDS, VEHICLE_IMPACTS } from "../interventions/intervention.ts";
import type { LocalizedText } from "../localized.ts";
import { PUBLIC_STATES } from "./public-interventions.ts";

export type FieldType = "text" | "integer" | "number" | "boolean" | "instant" | "texts" | "integers";

/** A property of the features of a collection. Nothing that is not listed here leaves the house. */
export interface CollectionField {
  readonly name: string;
  readonly type: FieldType;
  /** It may be asked for by equality: `?kind=roadwork`. */
  readonly filter?: true;
  /** Its closed list. */
  readonly values?: readonly string[];
}

/** A table of the city, published as it is, or the ground and detours of public interventions. */
export interface Collection {
  readonly id: string;
  readonly layer: CityLayer | null;
  readonly title: LocalizedText;
  readonly description: LocalizedText;
  readonly geometry: "Point" | "LineString" | "MultiLineString" | "Polygon" | "MultiPolygon";
  readonly fields: readonly CollectionField[];
}

const text = (name: string, values?: readonly string[]): CollectionField => ({
  name,
  type: "text",
  ...(values === undefined ? {} : { values }),
});
const filter = (name: string, values?: readonly string[]): CollectionField => ({
  ...text(name, values),
  filter: true,
});
const number = (name: string): CollectionField => ({ name, type: "number" });
const integer = (name: string): CollectionField => ({ name, type: "integer" });
const flag = (name: string): CollectionField => ({ name, type: "boolean", filter: true });

const STREET_CLASSES = ["main", "area_collector", "local_collector", "residential", "lot", "pedestrian"];

const ofIntervention: readonly CollectionField[] = [
  { name: "interventionId", type: "text", filter: true },
  filter("kind", INTERVENTION_KINDS),
  filter("state", PUBLIC_STATES),
  text("place"),
  filter("office"),
  { name: "startsAt", type: "instant" },
  { name: "endsAt", type: "instant" },
];

const layer = (
  id: string,
  table: CityLayer,
  geometry: Collection["geometry"],
  title: LocalizedText,
  description: LocalizedText,
  fields: readonly CollectionField[],
): Collection => ({
  id,
  layer: table,
  geometry,
  title,
  description,
  fields: [filter("externalId"), ...fields],
});

/** Every collection, in the order of the list. Utilities are left out: no network's owner has opened them. */
export const COLLECTIONS: readonly Collection[] = [
  {
    id: "phases",
    layer: null,
    geometry: "Polygon",
    title: { it: "Interventi: suolo preso", en: "Interventions: ground taken" },
    description: {
      it: "Le fasi degli interventi approvati, in corso o conclusi: dove, quando, con quale effetto sul traffico.",
      en: "Phases of interventions that are approved, under way or done: where, when, and what they do to traffic.",
    },
    fields: [
      ...ofIntervention,
      text("dailyFrom"),
      text("dailyTo"),
      { name: "weekdays", type: "integers" },
      filter("vehicleImpact", VEHICLE_IMPACTS),
      filter("hindrance", HINDRANCES),
      number("footwayWidthMetres"),
      number("carriagewayWidthMetres"),
      flag("synthetic"),
    ],
  },
  {
    id: "detours",
    layer: null,
    geometry: "LineString",
    title: { it: "Interventi: deviazioni", en: "Interventions: detours" },
    description: {
      it: "Dove il traffico è deviato durante una fase; l'identificativo è quello della fase.",
      en: "Where traffic is led during a phase; the identifier is the phase's.",
    },
    fields: [...ofIntervention, flag("synthetic")],
  },
  layer(
    "streets",
    "street",
    "MultiLineString",
    { it: "Vie", en: "Streets" },
    { it: "Assi delle vie col loro nome.", en: "Centrelines of streets with their names." },
    [
      filter("name"),
      filter("class", STREET_CLASSES),
      number("widthMetres"),
      number("carriagewayWidthMetres"),
      text("widthSource"),
    ],
  ),
  layer(
    "street-segments",
    "street_segment",
    "LineString",
    { it: "Archi stradali", en: "Street segments" },
    {
      it: "Il grafo delle strade, da incrocio a incrocio.",
      en: "The road graph, from crossing to crossing.",
    },
    [
      filter("name"),
      filter("class", ["motorway", ...STREET_CLASSES]),
      flag("oneWay"),
      integer("lanes"),
      integer("speedKilometresPerHour"),
      flag("bridge"),
      flag("tunnel"),
    ],
  ),
  layer(
    "cycle-tracks",
    "cycle_track",
    "LineString",
    { it: "Piste ciclabili", en: "Cycle tracks" },
    { it: "Percorsi riservati alle biciclette.", en: "Ways kept for bicycles." },
    [filter("name"), flag("oneWay")],
  ),
  layer(
    "buildings",
    "building",
    "Polygon",
    { it: "Edifici", en: "Buildings" },
    { it: "Impronte degli edifici con l'altezza, dove nota.", en: "Footprints, with heights where known." },
    [
      text("name"),
      filter("use"),
      number("baseMetres"),
      number("heightMetres"),
      text("heightSource"),
      integer("floors"),
      integer("yearBuilt"),
    ],
  ),
  layer(
    "ground",
    "ground",
    "Polygon",
    { it: "Suolo pubblico", en: "Public ground" },
    {
      it: "Carreggiate, marciapiedi, piazze, verde, acqua.",
      en: "Carriageways, pavements, squares, green, water.",
    },
    [filter("kind"), text("name"), flag("derived")],
  ),
  layer(
    "trees",
    "tree",
    "Point",
    { it: "Alberi", en: "Trees" },
    { it: "Alberi con specie e misure, dove note.", en: "Trees with species and sizes, where known." },
    [
      filter("species"),
      filter("sizeClass", ["first", "second", "third"]),
      flag("monumental"),
      number("heightMetres"),
      number("crownDiameterMetres"),
      number("trunkDiameterMetres"),
    ],
  ),
  layer(
    "transit-stops",
    "transit_stop",
    "Point",
    { it: "Fermate", en: "Transit stops" },
    {
      it: "Fermate del trasporto pubblico e linee che vi passano.",
      en: "Stops, and the lines that call there.",
    },
    [filter("name"), { name: "lineCodes", type: "texts" }, flag("stepFree")],
  ),
  layer(
    "transit-lines",
    "transit_line",
    "MultiLineString",
    { it: "Linee di trasporto", en: "Transit lines" },
    { it: "Percorsi delle linee, dove noti.", en: "Where lines run, where known." },
    [filter("code"), filter("mode", ["tram", "bus", "metro", "rail", "funicular"]), text("title")],
  ),
  layer(
    "zones",
    "zone",
    "MultiPolygon",
    { it: "Zone", en: "Zones" },
    {
      it: "Circoscrizioni, quartieri, zone statistiche.",
      en: "Districts, neighbourhoods, statistical zones.",
    },
    // Without residents: of a small census section the count would tell of households (SERVICES.md §1).
    [filter("kind", ["district", "neighbourhood", "statistical", "census"]), filter("name")],
  ),
  layer(
    "facilities",
    "facility",
    "Point",
    { it: "Servizi", en: "Facilities" },
    { it: "Scuole, ospedali, farmacie, biblioteche.", en: "Schools, hospitals, pharmacies, libraries." },
    [filter("kind", ["school", "pharmacy", "library", "hospital"]), filter("name"), text("address")],
  ),
  layer(
    "car-parks",
    "car_park",
    "Point",
    { it: "Parcheggi", en: "Car parks" },
    { it: "Parcheggi pubblici e posti.", en: "Public car parks and their places." },
    [filter("name"), integer("places")],
  ),
  layer(
    "limited-traffic-zones",
    "limited_traffic_zone",
    "MultiPolygon",
    { it: "Zone a traffico limitato", en: "Limited traffic zones" },
    { it: "Perimetri delle ZTL.", en: "Where traffic is limited." },
    [filter("name")],
  ),
  layer(
    "limited-traffic-gates",
    "limited_traffic_gate",
    "Point",
    { it: "Varchi ZTL", en: "Gates of limited traffic zones" },
    { it: "Varchi con l'orario, dove noto.", en: "Gates, with their hours where known." },
    [filter("name"), text("hours")],
  ),
];
