/** The iCalendar feed, read by node-ical, which had no hand in writing it, and held to RFC 5545 line by line. */
import { randomUUID } from "node:crypto";
import nodeIcal, { type VEvent } from "node-ical";
import { beforeAll, expect, it } from "vitest";
import type { TransitionVerb } from "../../domain/interventions/lifecycle.ts";
import { PUBLIC_STATES } from "../../domain/open-data/public-interventions.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { type OpenDataCity, openOpenDataCity } from "../support/open-data-city.ts";

interface Held {
  readonly id: string;
  readonly interventionId: string;
  readonly version: number;
  readonly place: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly updatedAt: Date;
}

await describeOnDatabases("/feeds/interventions.ics", (open) => {
  let city: OpenDataCity;

  beforeAll(async () => {
    city = await openOpenDataCity(open);
    return () => city.close();
  });

  const FEED = "/feeds/interventions.ics";
  const listHeld = (condition = "true", values: readonly unknown[] = []) =>
    city.rows<Held>(
      `SELECT phase.id, intervention.id AS "interventionId", version, place, lower(during) AS "startsAt",
         upper(during) AS "endsAt", updated_at AS "updatedAt"
       FROM phase JOIN intervention ON intervention.id = intervention_id
       WHERE NOT removed AND deleted_at IS NULL AND state = ANY($1)
         AND upper(during) > now() - interval '14 days' AND ${condition}`,
      [PUBLIC_STATES, ...values],
    );
  const readEvents = (text: string): VEvent[] =>
    Object.values(nodeIcal.sync.parseICS(text)).filter((one): one is VEvent => one.type === "VEVENT");
  const uidOf = ({ id }: Held) => `${id}@sample.decumano`;
  const uids = (text: string) =>
    readEvents(text)
      .map(({ uid }) => uid)
      .sort();

  it("has an event for each public phase, at its own instants, and nothing that changes by being read", async () => {
    const { status, headers, text } = await city.get(FEED);
    expect(status).toBe(200);
    expect(headers.get("Content-Type")).toBe("text/calendar; charset=utf-8");
    const held = await listHeld();
    const events = new Map(readEvents(text).map((event) => [event.uid, event]));
    expect(held.length).toBeGreaterThan(50);
    expect([...events.keys()].sort()).toEqual(held.map(uidOf).sort());
    for (const phase of held) {
      const event = events.get(uidOf(phase))!;
      expect(event.start.toISOString(), phase.id).toBe(phase.startsAt.toISOString());
      expect(event.end.toISOString(), phase.id).toBe(phase.endsAt.toISOString());
      expect(event.start.tz).toBe("Europe/Rome");
      expect(Number(event.sequence)).toBe(phase.version - 1);
      expect(event.status).toBe("CONFIRMED");
      expect(event.dtstamp.getTime()).toBe(Math.floor(phase.updatedAt.getTime() / 1000) * 1000);
      expect(event.summary).toContain(phase.place);
      expect(event.url).toContain(`/?s=${phase.interventionId}`);
    }
    expect((await city.get(FEED)).text).toBe(text);
  });

  it("keeps to RFC 5545: lines of 75 octets ended by CRLF, stamps in UTC, its time zone explained", async () => {
    const { text } = await city.get(FEED);
    const lines = text.split("\r\n");
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(lines.at(-1)).toBe("");
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    // Some are folded, or the line above could not fail.
    expect(lines.filter((line) => line.startsWith(" ")).length).toBeGreaterThan(10);
    const unfolded = text.replaceAll("\r\n ", "").split("\r\n");
    expect(unfolded.filter((line) => line.startsWith("DTSTAMP:")).every((line) => line.endsWith("Z"))).toBe(
      true,
    );
    const zones = unfolded.filter((line) => line === "BEGIN:VTIMEZONE");
    expect(zones).toHaveLength(1);
    expect(unfolded).toContain("TZID:Europe/Rome");
    for (const line of unfolded.filter((one) => one.startsWith("DTSTART;"))) {
      expect(line).toMatch(/^DTSTART;TZID=Europe\/Rome:\d{8}T\d{6}$/);
    }
    expect(unfolded[0]).toBe("BEGIN:VCALENDAR");
    expect(unfolded).toContain("VERSION:2.0");
  });

  it("can be narrowed by kind, street, district and rectangle", async () => {
    const filtered = async (query: string) => {
      const { status, text } = await city.get(`${FEED}?${query}`);
      expect(status, query).toBe(200);
      return uids(text);
    };
    const two = await listHeld("intervention.kind IN ('event', 'greenwork')");
    expect(await filtered("kind=event,greenwork")).toEqual(two.map(uidOf).sort());
    const [street] = await city.rows<{ name: string }>(
      `SELECT street.name FROM street JOIN phase ON ST_DWithin(phase.geom, street.geom, street.width_metres / 2)
       WHERE live GROUP BY street.name ORDER BY count(*) DESC, name LIMIT 1`,
    );
    const onStreet = await listHeld(
      "EXISTS (SELECT 1 FROM street WHERE name = $2 AND ST_Distance(street.geom, phase.geom) <= street.width_metres / 2)",
      [street!.name],
    );
    expect(onStreet.length).toBeGreaterThan(0);
    expect(await filtered(`street=${encodeURIComponent(street!.name.toUpperCase())}`)).toEqual(
      onStreet.map(uidOf).sort(),
    );
    const [zone] = await city.rows<{ id: string }>(
      `SELECT zone.external_id AS id FROM zone JOIN phase ON ST_Intersects(zone.geom, phase.geom)
       WHERE live GROUP BY zone.external_id ORDER BY count(*), id LIMIT 1`,
    );
    const inZone = await listHeld(
      "EXISTS (SELECT 1 FROM zone WHERE external_id = $2 AND NOT ST_Disjoint(zone.geom, phase.geom))",
      [zone!.id],
    );
    expect(await filtered(`district=${encodeURIComponent(zone!.id)}`)).toEqual(inZone.map(uidOf).sort());
    const box = [7.675, 45.065, 7.685, 45.072];
    const inBox = await listHeld(
      "NOT ST_Disjoint(ST_Transform(phase.geom, 4326), ST_MakeEnvelope($2, $3, $4, $5, 4326))",
      box,
    );
    expect(inBox.length).toBeGreaterThan(0);
    expect(await filtered(`bbox=${box}`)).toEqual(inBox.map(uidOf).sort());
  });

  it.each([
    ["kind=picnic", "kind"],
    ["street=Via%20che%20non%20c%27%C3%A8", "street"],
    ["district=none", "district"],
    ["bbox=1,2,3", "bbox"],
    ["limit=1", "limit"],
    ["kind=event&kind=event", "kind"],
  ])("refuses %s by name", async (query, field) => {
    const { status, headers, json } = await city.get(`${FEED}?${query}`);
    expect(status).toBe(400);
    expect(headers.get("Content-Type")).toMatch(/^application\/problem\+json/);
    expect(json.errors.map((error: { field: string }) => error.field)).toEqual([field]);
  });

  it("gives one intervention by itself, and none that is not public", async () => {
    const [any] = await listHeld();
    const { status, text } = await city.get(`/feeds/interventions/${any!.interventionId}.ics`);
    expect(status).toBe(200);
    const own = await city.rows<{ id: string }>(
      "SELECT id FROM phase WHERE intervention_id = $1 AND NOT removed",
      [any!.interventionId],
    );
    expect(uids(text)).toEqual(own.map(({ id }) => `${id}@sample.decumano`).sort());
    const hidden = await city.rows<{ id: string; state: string }>(
      "SELECT DISTINCT ON (state) id, state FROM intervention WHERE state <> ALL($1)",
      [PUBLIC_STATES],
    );
    expect(hidden.map(({ state }) => state).sort()).toEqual(["cancelled", "draft", "forecast", "proposed"]);
    for (const { id } of hidden) expect((await city.get(`/feeds/interventions/${id}.ics`)).status).toBe(404);
    expect((await city.get(`/feeds/interventions/${randomUUID()}.ics`)).status).toBe(404);
    expect((await city.get("/feeds/interventions/x.ics")).status).toBe(404);
    expect((await city.get("/feeds/none")).status).toBe(404);
  });

  it("follows a change by its sequence, and tells of what is called off after it was approved", async () => {
    const [administrator] = await city.rows<{ id: string }>(
      "SELECT id FROM person WHERE role = 'administrator'",
    );
    const cookie = await city.server.signIn(administrator!.id);
    const [approved] = await city.rows<{ id: string; version: number }>(
      "SELECT id, version FROM intervention WHERE state = 'approved' AND deleted_at IS NULL ORDER BY id LIMIT 1",
    );
    const address = `/feeds/interventions/${approved!.id}.ics`;
    const before = readEvents((await city.get(address)).text)[0]!;
    const make = async (transition: TransitionVerb, version: number) => {
      const { status, text } = await city.server.ask(
        "POST",
        `/api/interventions/${approved!.id}/transitions`,
        {
          cookie,
          body: { version, transition, reason: "prova" },
        },
      );
      expect(status, text).toBe(200);
    };
    await make("cancel", approved!.version);
    const after = readEvents((await city.get(address)).text)[0]!;
    expect([after.uid, after.status]).toEqual([before.uid, "CANCELLED"]);
    expect(Number(after.sequence)).toBe(Number(before.sequence) + 1);
    // In OGC's collections and in WZDx there is no such state: it is gone.
    const items = await city.get(`/ogc/collections/phases/items?interventionId=${approved!.id}`);
    expect(items.json.numberMatched).toBe(0);
  });
});
