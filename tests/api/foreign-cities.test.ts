/** A foreign feed and a foreign register taken in by their manifests, counted against the files themselves. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { listPlanFeatures } from "../../server/features/tiles/plan-store.ts";
import { openTestDatabase } from "../support/databases.ts";
import { importCity, planCity } from "../support/import-city.ts";
import { DATA_FOLDER, describeWith } from "../support/require.ts";

const FORMATS = join(DATA_FOLDER, "formats");

interface Feature {
  readonly properties: Readonly<Record<string, string | undefined>>;
  readonly geometry: { readonly coordinates: readonly [number, number] };
}
const featuresOf = (text: string) => (JSON.parse(text) as { features: Feature[] }).features;

function count(words: Iterable<string | null | undefined>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word ?? ""] = (counts[word ?? ""] ?? 0) + 1;
  return counts;
}

await describeWith("data", "what others tell, taken in by a manifest", () => {
  it("events of South Tyrol, each message once and as it was told last", async () => {
    const features = featuresOf(
      await readFile(join(FORMATS, "odh_traffic_events", "events.geojson"), "utf8"),
    );
    const latest = new Map<string, Feature>();
    for (const one of features) {
      const name = one.properties.name!;
      if ((latest.get(name)?.properties.updated ?? "") <= one.properties.updated!) latest.set(name, one);
    }
    const plan = await planCity("bolzano", join(FORMATS, "odh_traffic_events"));
    const [west, south, east, north] = plan.city.extent!;
    const inside = [...latest.values()].filter(({ geometry: { coordinates: at } }) => {
      return at[0] > west && at[0] < east && at[1] > south && at[1] < north;
    });
    const opened = await openTestDatabase("embedded", "schema");
    try {
      const summary = await importCity(opened.database, plan);
      const read = (sql: string) =>
        opened.database.transaction("bolzano", async (db) => (await db.query<Row>(sql)).rows);
      type Row = {
        readonly id: string;
        readonly kind: string;
        readonly text: string;
        readonly ends: string | null;
      };
      const rows = await read(
        `SELECT external_id AS id, kind, description AS text, ends_on::text AS ends FROM foreign_event`,
      );
      expect(rows.length).toBeGreaterThan(50);
      const told = ({ properties: p }: Feature) =>
        [p.name, p.place_it!.trim(), p.end?.slice(0, 10) ?? null].join("|");
      expect(rows.map(({ id, text, ends }) => [id, text, ends].join("|")).sort()).toEqual(
        inside.map(told).sort(),
      );
      const words = count(inside.map(({ properties }) => properties.subtype_it));
      const kinds = count(rows.map(({ kind }) => kind));
      expect([kinds.roadworks, kinds.closure, kinds.accident]).toEqual([
        words.cantiere,
        words["chiusura temporanea"],
        words.incidente,
      ]);
      expect(summary.datasets.map(({ state }) => state)).toEqual(["done"]);
      // As the plan's tiles carry them.
      const drawn = await opened.database.transaction("bolzano", (db) =>
        listPlanFeatures(db, "foreign_event", plan.city.extent!, { afterId: -1, limit: 10_000 }),
      );
      expect(
        drawn
          .map(({ properties: { id, description, endsOn } }) => [id, description, endsOn || null].join("|"))
          .sort(),
      ).toEqual(rows.map(({ id, text, ends }) => [id, text, ends].join("|")).sort());
      // Theirs, and never works of this city.
      expect(await read("SELECT id::text, '' AS kind, '' AS text, '' AS ends FROM intervention")).toEqual([]);
      const [source] = await read(
        "SELECT title AS id, publisher AS kind, licence AS text, attribution AS ends FROM dataset WHERE layer = 'foreign_event'",
      );
      expect(source?.kind).toContain("Provincia autonoma di Bolzano");
    } finally {
      await opened.close();
    }
  }, 120_000);

  it("trees of Alessandria, each that stands once, with what its keeper judged", async () => {
    const packed = await readFile(join(FORMATS, "alessandria_open_data", "alberi.geojson.gz"));
    const features = featuresOf(gunzipSync(packed).toString("utf8"));
    expect(features).toHaveLength(16_484);
    const standing = features.filter(({ properties: p }) =>
      ["Albero", "Neoimpianto"].includes(p.Tipologia ?? ""),
    );
    expect(standing).toHaveLength(14_377);
    const opened = await openTestDatabase("embedded", "schema");
    try {
      const plan = await planCity("alessandria", join(FORMATS, "alessandria_open_data"));
      const summary = await importCity(opened.database, plan);
      const rows = await opened.database.transaction("alessandria", async (db) => {
        const { rows: trees } = await db.query<{
          id: string;
          species: string;
          condition: string;
          failure: string;
        }>("SELECT external_id AS id, species, condition, failure_class AS failure FROM tree");
        return trees;
      });
      const [dataset] = summary.datasets;
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      expect(rows.length + dataset!.refused).toBe(standing.length);
      // Of two with the same number, or of two numbers for one and the same tree, the importer takes the first.
      const byNumber = new Map(standing.toReversed().map((one) => [one.properties.Identificativo!, one]));
      const byContent = new Map(
        [...byNumber.values()].map((one) => {
          const { Essenza, StatoVegetativo, ClassificazioneCedimento } = one.properties;
          return [JSON.stringify([Essenza, StatoVegetativo, ClassificazioneCedimento, one.geometry]), one];
        }),
      );
      expect([byNumber.size, byContent.size]).toEqual([14_352, 14_351]);
      expect(rows).toHaveLength(byContent.size);
      const kept = [...byContent.values()].map(({ properties }) => properties);
      expect(count(rows.map(({ species }) => species))).toEqual(
        count(kept.map(({ Essenza }) => Essenza?.trim() || null)),
      );
      const conditions = count(rows.map(({ condition }) => condition));
      const words = count(kept.map(({ StatoVegetativo }) => StatoVegetativo));
      expect([conditions.good, conditions.poor, conditions.dead]).toEqual([
        words.Buono,
        words.Mediocre,
        words.Morto,
      ]);
      expect(count(rows.map(({ failure }) => failure))).toEqual(
        count(kept.map(({ ClassificazioneCedimento }) => ClassificazioneCedimento)),
      );
    } finally {
      await opened.close();
    }
  }, 120_000);
});
