import { createRequire } from "node:module";
import { join } from "node:path";
import { cruise, type ICruiseResult, type IFlattenedRuleSet } from "dependency-cruiser";
import extractTypeScriptConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { beforeAll, describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");
const { forbidden, options } = createRequire(import.meta.url)(join(ROOT, ".dependency-cruiser.cjs")) as {
  forbidden: { name: string }[];
  options: Record<string, unknown>;
};
const ruleNames = forbidden.map(({ name }) => name);

async function cruiseTree(baseDir: string, folders: string[]): Promise<ICruiseResult> {
  const { output } = await cruise(
    folders,
    { ...options, baseDir, validate: true, ruleSet: { forbidden } as IFlattenedRuleSet },
    undefined,
    { tsConfig: extractTypeScriptConfig(join(ROOT, "tsconfig.json")) },
  );
  return output as ICruiseResult;
}

describe("the planted imports", () => {
  let broken: Set<string>;
  beforeAll(async () => {
    const planted = join(ROOT, "tests", "architecture", "planted");
    const { summary } = await cruiseTree(planted, ["domain", "server", "client", "scripts", "data"]);
    broken = new Set(summary.violations.map((violation) => violation.rule.name));
  });

  it.each(ruleNames)("break %s", (name) => {
    expect([...broken]).toContain(name);
  });
});

describe("the project itself", () => {
  let result: ICruiseResult;
  beforeAll(async () => {
    result = await cruiseTree(ROOT, ["domain", "server", "client", "scripts", "data", "tests"]);
  });

  it("keeps every arrow", () => {
    const broken = result.summary.violations.map(
      (violation) => `${violation.rule.name}: ${violation.from} → ${violation.to}`,
    );
    expect(broken).toEqual([]);
  });

  // Under a TypeScript it does not know, dependency-cruiser sees no module and is content.
  it("was read", () => {
    const ours = result.modules.filter((module) => /^(domain|server|client)\/.*\.tsx?$/.test(module.source));
    expect(ours.length).toBeGreaterThan(50);
    const imports = ours.flatMap((module) => module.dependencies);
    expect(imports.length).toBeGreaterThan(ours.length);
  });
});
