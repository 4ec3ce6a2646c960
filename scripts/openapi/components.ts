import { z } from "zod";

export type JsonSchema = { [key: string]: unknown };

/**
 * Collects every schema that has an id as `#/components/schemas/<id>`, so that a name means one thing in the
 * whole document.
 */
export class Components {
  readonly schemas: Record<string, JsonSchema> = {};

  /**
   * @param io `input` for what a client sends (a field with a default may be left out), `output` for replies
   * @param where named in the error
   * @throws when the schema has a transform or anything else JSON Schema cannot say, or when one id would stand
   *   for two different schemas
   */
  describe(schema: z.ZodType, io: "input" | "output", where: string): JsonSchema {
    try {
      // A transform is representable as input: asking for the output as well is what finds it.
      z.toJSONSchema(schema, { io: "output", unrepresentable: "throw" });
      const {
        $schema: _,
        $defs,
        ...root
      } = z.toJSONSchema(schema, { io, unrepresentable: "throw", override });
      for (const [id, definition] of Object.entries($defs ?? {})) this.add(id, toOpenApi(definition), where);
      return toOpenApi(root);
    } catch (error) {
      throw new Error(`${where}: ${error instanceof Error ? error.message : error}`);
    }
  }

  private add(id: string, definition: JsonSchema, where: string): void {
    const known = this.schemas[id];
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(definition)) {
      throw new Error(`"${id}" stands for two different schemas (second at ${where}): give one another id`);
    }
    this.schemas[id] = definition;
  }
}

type Override = NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>["override"]>;

const override: Override = ({ jsonSchema }) => {
  // Replies may gain fields: a client must not refuse one it does not know.
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  // zod's expressions for these are pages long and say no more than the format.
  if (["date", "date-time", "uuid"].includes(jsonSchema.format ?? "")) delete jsonSchema.pattern;
};

function toOpenApi(schema: unknown): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));
}
