import type { TFunction } from "i18next";
import { HEIGHT_SOURCES, TREE_CONDITIONS } from "../../../domain/city/city-data.ts";
import { foreignEvents } from "../../../domain/layers/catalogue/foreign-events.ts";
import { ground } from "../../../domain/layers/catalogue/ground.ts";
import { transit } from "../../../domain/layers/catalogue/transit.ts";
import type { Format } from "../../i18n/format.ts";
import type { Pick as PickedThing } from "../../scene/city-view.ts";

type Properties = Extract<PickedThing, { kind: "feature" }>["properties"];

/** In the order shown; what a tile tells beyond these is shown after them under its own name. */
const KNOWN = [
  "name",
  "title",
  "code",
  "kind",
  "mode",
  "use",
  "floors",
  "heightMetres",
  "heightSource",
  "clearHeightMetres",
  "yearBuilt",
  "species",
  "sizeClass",
  "crownDiameterMetres",
  "condition",
  "failureClass",
  "lineCodes",
  "class",
  "road",
  "description",
  "startsOn",
  "endsOn",
  "toldOn",
  "id",
] as const;
type Known = (typeof KNOWN)[number];

const USES = [
  "residential",
  "annex",
  "office",
  "culture",
  "school",
  "station",
  "embankment",
  "church",
  "ordinary",
  "arcade",
  "passage",
  "retail",
  "industrial",
  "hospital",
  "hotel",
  "unknown",
] as const;
const DAYS: readonly string[] = ["startsOn", "endsOn", "toldOn"];
const SIZE_CLASSES = ["first", "second", "third"] as const;

export interface DescribedProperty {
  readonly name: string;
  readonly value: string;
}

/** Values of a feature in words; what is not known says so rather than reading as zero. */
export function describeProperties(
  properties: Properties,
  format: Format,
  t: TFunction,
): DescribedProperty[] {
  const names = [
    ...KNOWN.filter((name) => name in properties),
    ...Object.keys(properties).filter((name) => !KNOWN.includes(name as Known)),
  ];
  return names
    .filter((name) => !(name === "clearHeightMetres" && properties[name] === 0))
    .map((name) => ({
      name: KNOWN.includes(name as Known) ? t(`feature.${name as Known}`) : name,
      value: describeValue(name, properties[name] ?? null, format, t),
    }));
}

function describeValue(name: string, value: Properties[string], format: Format, t: TFunction): string {
  // Tiles hold no null among figures.
  if (value === null || value === "" || Number.isNaN(value)) return t("common.unknown");
  if (typeof value === "boolean") return t(value ? "common.yes" : "common.no");
  if (typeof value === "number") {
    return name.endsWith("Metres") ? format.metres(value) : String(value);
  }
  const entry = [...ground.legend, ...transit.legend, ...foreignEvents.legend].find(
    (one) => one.value === value,
  );
  if ((name === "kind" || name === "mode") && entry) return entry.label[format.language];
  const use = USES.find((known) => known === value);
  if (name === "use" && use) return t(`feature.uses.${use}`);
  const source = HEIGHT_SOURCES.find((known) => known === value);
  if (name === "heightSource" && source) return t(`feature.heightSources.${source}`);
  const condition = TREE_CONDITIONS.find((known) => known === value);
  if (name === "condition" && condition) return t(`feature.conditions.${condition}`);
  // The year is always told: others keep old events long.
  if (DAYS.includes(name)) return format.shortDay(value, "0");
  const size = SIZE_CLASSES.find((known) => known === value);
  if (name === "sizeClass" && size) return t(`feature.sizeClasses.${size}`);
  return value;
}
