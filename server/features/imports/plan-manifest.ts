import { basename } from "node:path";
import type { Manifest, ManifestDataset } from "../../../domain/imports/manifest.ts";
import type {
  AnyMapping,
  ImportedLayer,
  MappingContext,
  MappingOutcome,
  StagedInput,
} from "../../../domain/imports/mapping.ts";
import { MAPPINGS } from "../../../domain/imports/mappings.ts";
import { isBadRecord, type SourceRecord } from "../../../domain/imports/source-record.ts";
import {
  type DatasetTerms,
  type ImportPlan,
  type OpenOptions,
  type PlannedDataset,
  UnreadableSource,
} from "./import-plan.ts";
import { LAYER_ORDER } from "./layer-shapes.ts";
import { type OpenedSource, openSource } from "./sources/open-source.ts";

/** What a companion may hold: it is kept in memory whole. */
const MAX_COMPANION_RECORDS = 300_000;

/**
 * What a manifest asks for, its files below `folder`. Layers come in the order in which they refer to each other,
 * datasets of one layer in that of the manifest.
 * @throws Error when it names a mapping that does not exist, or one of another layer
 */
export function planManifest(
  manifest: Manifest,
  folder: string,
  mappings: readonly AnyMapping[] = MAPPINGS,
): ImportPlan {
  const datasets = manifest.layers
    .map((dataset) => planDataset(dataset, folder, findMapping(dataset, mappings)))
    .sort((a, b) => LAYER_ORDER.indexOf(a.terms.layer) - LAYER_ORDER.indexOf(b.terms.layer));
  return { city: manifest.city, datasets };
}

function findMapping(
  { id, layer, mapping: name }: ManifestDataset,
  mappings: readonly AnyMapping[],
): AnyMapping {
  const mapping = mappings.find((candidate) => candidate.name === name);
  if (mapping === undefined) {
    const known = mappings.map((candidate) => candidate.name).join(", ");
    throw new Error(
      `dataset "${id}" asks for the mapping "${name}", which does not exist; there are: ${known}`,
    );
  }
  if (mapping.layer !== layer) {
    throw new Error(`dataset "${id}" feeds "${layer}", but its mapping "${name}" makes "${mapping.layer}"`);
  }
  return mapping;
}

function planDataset(dataset: ManifestDataset, folder: string, mapping: AnyMapping): PlannedDataset {
  return {
    terms: termsOf(dataset),
    onlyWhereLacking: dataset.onlyWhereLacking,
    clipToCity: dataset.clipToCity,
    open: async (options) => {
      const context: MappingContext = {
        datasetId: dataset.id,
        fields: dataset.fields,
        companions: await readCompanions(dataset, folder, options),
      };
      const source = await openSource(folder, dataset, options);
      return { srid: source.srid, records: mapRecords(source, mapping, context, options) };
    },
  };
}

function termsOf(dataset: ManifestDataset): DatasetTerms & { layer: ImportedLayer } {
  const { id, layer, title, source, publisher, licence, attribution, synthetic, derived, assumptions } =
    dataset;
  const said = dataset.vintage === undefined ? source : `${source} (${dataset.vintage})`;
  return {
    id,
    layer,
    title,
    source: said,
    publisher,
    licence,
    attribution,
    synthetic,
    derived,
    assumptions,
    file: basename(dataset.file),
    format: dataset.format,
    crs: dataset.crs ?? null,
  };
}

async function readCompanions(
  { companions }: ManifestDataset,
  folder: string,
  { signal }: OpenOptions,
): Promise<ReadonlyMap<string, readonly SourceRecord[]>> {
  const read = new Map<string, readonly SourceRecord[]>();
  for (const { id, ...source } of companions) {
    const kept: SourceRecord[] = [];
    const { records } = await openSource(folder, source, { signal, onRead: () => undefined });
    for await (const record of records) {
      // A row that cannot be read is missing; what needs it says so.
      if (!isBadRecord(record)) kept.push(record);
      if (kept.length > MAX_COMPANION_RECORDS) {
        throw new UnreadableSource(`${basename(source.file)}: too large to be looked up in`);
      }
    }
    read.set(id, kept);
  }
  return read;
}

type Made = MappingOutcome<ImportedLayer> | readonly MappingOutcome<ImportedLayer>[];

async function* mapRecords(
  { records }: OpenedSource,
  mapping: AnyMapping,
  context: MappingContext,
  options: OpenOptions,
): AsyncGenerator<StagedInput<ImportedLayer>> {
  if ("mapAll" in mapping) {
    yield* mapping.mapAll(goodOnes(records, options), context) as AsyncIterable<StagedInput<ImportedLayer>>;
    return;
  }
  for await (const record of records) {
    options.onRecord(record.number);
    if (isBadRecord(record)) {
      yield record;
      continue;
    }
    const { number, line, remarks } = record;
    const place = line === undefined ? { number } : { number, line };
    const made = mapping.map(record, context) as Made;
    for (const outcome of Array.isArray(made)
      ? (made as MappingOutcome<ImportedLayer>[])
      : [made as MappingOutcome<ImportedLayer>]) {
      const all = "refused" in outcome ? undefined : [...(remarks ?? []), ...(outcome.remarks ?? [])];
      yield { ...outcome, ...place, ...(all !== undefined && all.length > 0 ? { remarks: all } : {}) };
    }
  }
}

async function* goodOnes(
  records: OpenedSource["records"],
  options: OpenOptions,
): AsyncGenerator<SourceRecord> {
  for await (const record of records) {
    options.onRecord(record.number);
    if (isBadRecord(record)) {
      await options.onProblem({ ...record, refused: true });
      continue;
    }
    const { number, line } = record;
    for (const problem of record.remarks ?? []) {
      await options.onProblem({ number, ...(line === undefined ? {} : { line }), problem, refused: false });
    }
    yield record;
  }
}
