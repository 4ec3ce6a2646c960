/** Columns of what can be read from a picked feature (EXT_structural_metadata). */
import type { Document } from "@gltf-transform/core";
import { EXTStructuralMetadata, type PropertyTable } from "@gltf-transform/extensions";

type Column =
  | { readonly type: "string"; readonly values: readonly (string | null)[] }
  | { readonly type: "float"; readonly values: readonly (number | null)[] }
  | { readonly type: "integer"; readonly values: readonly (number | null)[] };

export interface FeatureTable {
  readonly className: string;
  readonly count: number;
  readonly columns: Readonly<Record<string, Column>>;
}

/** Stand for null; a reader that knows the extension sees no value there. */
const NO_NUMBER = -32_768;
const NO_STRING = "";

export function addPropertyTable(document: Document, table: FeatureTable): PropertyTable {
  const extension = document.createExtension(EXTStructuralMetadata);
  const metadataClass = extension.createClass();
  const propertyTable = extension.createPropertyTable().setClass(table.className).setCount(table.count);
  for (const [name, column] of Object.entries(table.columns)) {
    if (column.values.length !== table.count) {
      throw new Error(`column ${name}: expected ${table.count} values, got ${column.values.length}`);
    }
    metadataClass.setProperty(name, describe(extension, column));
    // A buffer view may not be empty, so a column of nothing is left out: a reader finds no value either way.
    if (column.values.every((value) => value === null || value === "")) continue;
    propertyTable.setProperty(name, encode(extension, column));
  }
  const schema = extension.createSchema().setId("city").setClass(table.className, metadataClass);
  const metadata = extension.createStructuralMetadata().setSchema(schema).addPropertyTable(propertyTable);
  document.getRoot().setExtension("EXT_structural_metadata", metadata);
  return propertyTable;
}

function describe(extension: EXTStructuralMetadata, column: Column) {
  const property = extension.createClassProperty();
  if (column.type === "string") return property.setType("STRING").setNoData(NO_STRING);
  const componentType = column.type === "float" ? "FLOAT32" : "INT16";
  return property.setType("SCALAR").setComponentType(componentType).setNoData(NO_NUMBER);
}

function encode(extension: EXTStructuralMetadata, column: Column) {
  const property = extension.createPropertyTableProperty();
  if (column.type !== "string") {
    const numbers = column.values.map((value) => value ?? NO_NUMBER);
    return property.setValues(
      bytesOf(column.type === "float" ? Float32Array.from(numbers) : Int16Array.from(numbers)),
    );
  }
  const encoded = column.values.map((value) => Buffer.from(value ?? NO_STRING, "utf8"));
  const offsets = new Uint32Array(encoded.length + 1);
  for (let i = 0; i < encoded.length; i++) offsets[i + 1] = offsets[i]! + encoded[i]!.length;
  const short = offsets[encoded.length]! <= 0xffff;
  return property
    .setValues(new Uint8Array(Buffer.concat(encoded)))
    .setStringOffsets(bytesOf(short ? Uint16Array.from(offsets) : offsets))
    .setStringOffsetType(short ? "UINT16" : "UINT32");
}

function bytesOf(array: Float32Array | Int16Array | Uint16Array | Uint32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
