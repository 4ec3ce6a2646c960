/**
 * EXT_instance_features (Cesium vendor extension of glTF 2.0): which row of a property table each GPU instance
 * is. glTF-Transform 4.5 has EXT_mesh_features but not this sister of it.
 */
import {
  Extension,
  ExtensionProperty,
  type IProperty,
  type Nullable,
  PropertyType,
  type ReaderContext,
  type WriterContext,
} from "@gltf-transform/core";
import type { PropertyTable, StructuralMetadata } from "@gltf-transform/extensions";

const NAME = "EXT_instance_features";
const STRUCTURAL_METADATA = "EXT_structural_metadata";

interface IInstanceFeatures extends IProperty {
  featureCount: number;
  attribute: number;
  propertyTable: PropertyTable;
}

interface InstanceFeaturesJson {
  featureIds: { featureCount: number; attribute?: number; propertyTable?: number }[];
}

/** One set of feature ids, read from the instance attribute `_FEATURE_ID_<attribute>`. */
export class InstanceFeatures extends ExtensionProperty<IInstanceFeatures> {
  static override EXTENSION_NAME = NAME;
  declare extensionName: typeof NAME;
  declare propertyType: "InstanceFeatures";
  declare parentTypes: [PropertyType.NODE];

  protected override init(): void {
    this.extensionName = NAME;
    this.propertyType = "InstanceFeatures";
    this.parentTypes = [PropertyType.NODE];
  }

  protected override getDefaults(): Nullable<IInstanceFeatures> {
    return Object.assign(super.getDefaults(), { featureCount: 0, attribute: 0, propertyTable: null });
  }

  getFeatureCount(): number {
    return this.get("featureCount");
  }
  setFeatureCount(count: number): this {
    return this.set("featureCount", count);
  }
  getAttribute(): number {
    return this.get("attribute");
  }
  setAttribute(attribute: number): this {
    return this.set("attribute", attribute);
  }
  getPropertyTable(): PropertyTable | null {
    return this.getRef("propertyTable");
  }
  setPropertyTable(table: PropertyTable | null): this {
    return this.setRef("propertyTable", table);
  }
}

export class EXTInstanceFeatures extends Extension {
  static override readonly EXTENSION_NAME = NAME;
  override readonly extensionName = NAME;

  createInstanceFeatures(): InstanceFeatures {
    return new InstanceFeatures(this.document.getGraph());
  }

  override read(context: ReaderContext): this {
    context.jsonDoc.json.nodes?.forEach((nodeDef, index) => {
      const json = nodeDef.extensions?.[NAME] as InstanceFeaturesJson | undefined;
      const first = json?.featureIds[0];
      if (!first) return;
      const features = this.createInstanceFeatures()
        .setFeatureCount(first.featureCount)
        .setAttribute(first.attribute ?? 0);
      if (first.propertyTable !== undefined) {
        features.setPropertyTable(this.listTables()[first.propertyTable] ?? null);
      }
      context.nodes[index]!.setExtension(NAME, features);
    });
    return this;
  }

  override write(context: WriterContext): this {
    for (const node of this.document.getRoot().listNodes()) {
      const features = node.getExtension<InstanceFeatures>(NAME);
      if (!features) continue;
      const nodeDef = context.jsonDoc.json.nodes![context.nodeIndexMap.get(node)!]!;
      const table = features.getPropertyTable();
      const json: InstanceFeaturesJson = {
        featureIds: [
          {
            featureCount: features.getFeatureCount(),
            attribute: features.getAttribute(),
            ...(table ? { propertyTable: this.listTables().indexOf(table) } : {}),
          },
        ],
      };
      nodeDef.extensions = { ...nodeDef.extensions, [NAME]: json };
    }
    return this;
  }

  private listTables(): PropertyTable[] {
    const metadata = this.document.getRoot().getExtension<StructuralMetadata>(STRUCTURAL_METADATA);
    return metadata?.listPropertyTables() ?? [];
  }
}
