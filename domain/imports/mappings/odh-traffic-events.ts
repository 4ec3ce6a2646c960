import type { ForeignEventKind } from "../../city/city-data.ts";
import { missing, readText } from "../field-values.ts";
import { type MappingOutcome, type NumberedOutcome, streamMapping } from "../mapping.ts";
import type { ProblemFound, SourceRecord } from "../source-record.ts";

/** Words of the feed's second category. "Code" are queues. */
const KINDS: Readonly<Record<string, ForeignEventKind>> = {
  cantiere: "roadworks",
  "chiusura temporanea": "closure",
  "chiusura invernale": "closure",
  "chiuso per motivi di sicurezza": "closure",
  incidente: "accident",
  code: "queue",
  coda: "queue",
  "traffico rallentato": "queue",
  manifestazione: "event",
  attenzione: "hazard",
  "banchi di nebbia": "hazard",
  nevischio: "hazard",
  "animali vaganti": "hazard",
  "obbligo di catene": "hazard",
  "percorribile liberamente": "other",
  "percorribile senza limitazione": "other",
};

/**
 * Traffic events of South Tyrol's Open Data Hub. The feed tells a message anew with each change, under the same number
 * (`name`): the one told last is kept, and what it replaces is no thing. Days are given as midnights, the last included.
 */
export const odhTrafficEvents = streamMapping({
  name: "odh-traffic-events",
  layer: "foreign_event",
  async *mapAll(records) {
    const latest = new Map<string, { readonly toldAt: string; readonly record: SourceRecord }>();
    for await (const record of records) {
      const at = { number: record.number, ...(record.line === undefined ? {} : { line: record.line }) };
      const [message, toldAt] = [readText(record, "name"), readText(record, "updated")];
      if (message === null) yield { ...at, ...missing("name") };
      else if (toldAt === null) yield { ...at, ...missing("updated") };
      else {
        const instant = readInstant(toldAt);
        if (instant === null) yield { ...at, ...wrong("updated", "an instant", toldAt) };
        else if ((latest.get(message)?.toldAt ?? "") <= instant)
          latest.set(message, { toldAt: instant, record });
      }
    }
    for (const [message, { toldAt, record }] of latest)
      yield numbered(record, toEvent(message, toldAt, record));
  },
});

function numbered(
  { number, line }: SourceRecord,
  outcome: MappingOutcome<"foreign_event">,
): NumberedOutcome<"foreign_event"> {
  return { ...outcome, number, ...(line === undefined ? {} : { line }) };
}

function toEvent(message: string, toldAt: string, record: SourceRecord): MappingOutcome<"foreign_event"> {
  const [from, to] = [readText(record, "start"), readText(record, "end")];
  const description = readText(record, "place_it");
  if (description === null) return missing("place_it");
  if (from === null) return missing("start");
  const [startsOn, endsOn] = [readDay(from), to === null ? null : readDay(to)];
  if (startsOn === null) return wrong("start", "a day", from);
  if (to !== null && endsOn === null) return wrong("end", "a day", to);
  if (endsOn !== null && endsOn < startsOn) return wrong("end", `a day from ${startsOn} on`, endsOn);
  const word = readText(record, "subtype_it");
  const kind = word === null ? undefined : KINDS[word];
  const remark: ProblemFound = {
    code: "invalid-value",
    field: "subtype_it",
    detail: `no kind of event is known by "${word ?? ""}"`,
  };
  const road = [readText(record, "road"), readText(record, "road_name_it")].filter((name) => name !== null);
  return {
    record: {
      externalId: message,
      kind: kind ?? "other",
      road: road.length === 0 ? null : road.join(" – "),
      description,
      startsOn,
      endsOn,
      toldAt,
      geom: record.geometry,
    },
    ...(kind === undefined ? { remarks: [remark] } : {}),
  };
}

const wrong = (field: string, expected: string, got: string) => ({
  refused: { code: "invalid-value" as const, field, detail: `expected ${expected}, got "${got}"` },
});

/** "2025-05-05 00:00:00.000+0000"; null for anything else. */
function readInstant(text: string): string | null {
  const [, day, clock, offset] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d\.\d{3})([+-]\d{4})$/.exec(text) ?? [];
  const ms = Date.parse(`${day}T${clock}${offset?.slice(0, 3)}:${offset?.slice(3)}`);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

/** The day as written: the feed's midnights carry a zone that its days do not mean. */
const readDay = (text: string) => (readInstant(text) === null ? null : text.slice(0, 10));
