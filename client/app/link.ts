/**
 * What a link restores. Each part has a short text of its own, readable in the address bar; what is absent or
 * not understood falls back to the page's beginning, so that an old or mangled link still opens the city.
 */
import { z } from "zod";
import { LAYER_IDS } from "../../domain/layers/layers.ts";
import type { Camera } from "../scene/city-view.ts";

export interface LayerState {
  readonly visible: boolean;
  /** 0.05 to 1, in steps of 0.05. */
  readonly opacity: number;
}

export interface LinkState {
  readonly view?: "twin" | "plan";
  readonly camera?: Camera;
  /** Only the layers that differ from how they are at the start. */
  readonly layers?: Readonly<Record<string, LayerState>>;
  /** Days of the city's calendar, half-open. */
  readonly interval?: { readonly from: string; readonly to: string };
  /** The city's wall clock, YYYY-MM-DDTHH:MM; absent: now. */
  readonly instant?: string;
  readonly selection?: { readonly interventionId: string; readonly phaseId?: string };
  /** The editor: on a new intervention, or on a saved one by its id. */
  readonly draft?: "new" | string;
  /** Days that the open draft's phase is to be given: what two offices agreed on. Gone once it has them. */
  readonly dates?: { readonly phaseId: string; readonly startsAt: string; readonly endsAt: string };
  readonly language?: "it" | "en";
}

/** The search part of the address, as texts. Reading never fails: each wrong value counts as absent. */
const text = z.string().optional().catch(undefined);
export const searchSchema = z.object({
  v: text,
  c: text,
  l: text,
  from: text,
  to: text,
  t: text,
  s: text,
  p: text,
  e: text,
  d: text,
  lang: text,
});
export type Search = z.output<typeof searchSchema>;

const date = z.iso.date();
const uuid = z.uuid();
const instants = z.tuple([uuid, z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true })]);

function readDates(value: string | undefined): LinkState["dates"] {
  const read = instants.safeParse(value?.split(","));
  if (!read.success) return undefined;
  const [phaseId, startsAt, endsAt] = read.data;
  return Date.parse(startsAt) < Date.parse(endsAt) ? { phaseId, startsAt, endsAt } : undefined;
}
const wallClock = z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/);

const cameraParts = z.tuple([
  z.number().min(-180).max(180),
  z.number().min(-90).max(90),
  z.number().min(1).max(1_000_000),
  z.number().min(0).lt(360),
  z.number().min(-90).max(0),
]);

function readCamera(value: string | undefined): Camera | undefined {
  const parts = value?.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  const read = cameraParts.safeParse(parts);
  if (!read.success) return undefined;
  const [longitude, latitude, distanceMetres, headingDegrees, pitchDegrees] = read.data;
  return { longitude, latitude, distanceMetres, headingDegrees, pitchDegrees };
}

/** Six decimals of a degree are 11 cm. */
function writeCamera(camera: Camera): string {
  const heading = ((camera.headingDegrees % 360) + 360) % 360;
  return [
    round(camera.longitude, 6),
    round(camera.latitude, 6),
    round(Math.max(1, camera.distanceMetres), 1),
    round(heading, 1) % 360,
    round(Math.min(0, Math.max(-90, camera.pitchDegrees)), 1),
  ].join(",");
}

function round(value: number, decimals: number): number {
  // Adding zero turns -0, which a link would show as "-0", into 0.
  return Number(value.toFixed(decimals)) + 0;
}

/** `trees:-80` hidden with 80 % kept for later, `transit:100` shown. */
function readLayers(value: string | undefined): LinkState["layers"] {
  const layers: Record<string, LayerState> = {};
  for (const entry of value?.split(",") ?? []) {
    const [id, percent] = entry.split(":");
    const number = Number(percent);
    if (!LAYER_IDS.includes(id!) || !Number.isInteger(number)) continue;
    if (Math.abs(number) < 5 || Math.abs(number) > 100) continue;
    layers[id!] = { visible: number > 0, opacity: Math.abs(number) / 100 };
  }
  return Object.keys(layers).length > 0 ? layers : undefined;
}

function writeLayers(layers: NonNullable<LinkState["layers"]>): string | undefined {
  const entries = LAYER_IDS.filter((id) => layers[id] !== undefined).map((id) => {
    const { visible, opacity } = layers[id]!;
    const percent = Math.min(100, Math.max(5, Math.round(opacity * 100)));
    return `${id}:${visible ? percent : -percent}`;
  });
  return entries.length > 0 ? entries.join(",") : undefined;
}

export function readLink(search: Search): LinkState {
  const camera = readCamera(search.c);
  const layers = readLayers(search.l);
  const from = date.safeParse(search.from);
  const to = date.safeParse(search.to);
  const instant = wallClock.safeParse(search.t);
  const interventionId = uuid.safeParse(search.s);
  const phaseId = uuid.safeParse(search.p);
  const edited = uuid.safeParse(search.e);
  const dates = readDates(search.d);
  return {
    ...(search.v === "plan" ? { view: "plan" as const } : search.v === "3d" ? { view: "twin" as const } : {}),
    ...(camera ? { camera } : {}),
    ...(layers ? { layers } : {}),
    ...(from.success && to.success && from.data < to.data
      ? { interval: { from: from.data, to: to.data } }
      : {}),
    ...(instant.success && date.safeParse(instant.data.slice(0, 10)).success
      ? { instant: instant.data }
      : {}),
    ...(interventionId.success
      ? {
          selection: {
            interventionId: interventionId.data,
            ...(phaseId.success ? { phaseId: phaseId.data } : {}),
          },
        }
      : {}),
    ...(search.e === "new" ? { draft: "new" } : edited.success ? { draft: edited.data } : {}),
    ...(dates === undefined ? {} : { dates }),
    ...(search.lang === "it" || search.lang === "en" ? { language: search.lang } : {}),
  };
}

export function writeLink(link: LinkState): Search {
  const search: Record<keyof Search, string | undefined> = {
    v: link.view === "plan" ? "plan" : link.view === "twin" ? "3d" : undefined,
    c: link.camera ? writeCamera(link.camera) : undefined,
    l: link.layers ? writeLayers(link.layers) : undefined,
    from: link.interval?.from,
    to: link.interval?.to,
    t: link.instant,
    s: link.selection?.interventionId,
    p: link.selection?.phaseId,
    e: link.draft,
    d: link.dates && `${link.dates.phaseId},${link.dates.startsAt},${link.dates.endsAt}`,
    lang: link.language,
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

/** `?a=1&b=2` to texts, without the JSON reading that would turn `c=7,45` or `s=1e5…` into something else. */
export function parseSearch(searchText: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(searchText));
}

/** Commas and colons are legal in a query (RFC 3986 §3.4) and keep the link readable. */
export function stringifySearch(search: Record<string, unknown>): string {
  const entries = Object.entries(search).filter(([, value]) => value !== undefined && value !== "");
  if (entries.length === 0) return "";
  const encode = (value: string) => encodeURIComponent(value).replace(/%2C/g, ",").replace(/%3A/g, ":");
  return `?${entries.map(([name, value]) => `${encode(name)}=${encode(String(value))}`).join("&")}`;
}
