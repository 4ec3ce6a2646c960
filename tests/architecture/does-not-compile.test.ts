import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";

const FILE = join(import.meta.dirname, "does-not-compile.ts");
const MARK = /@ts-expect-error (\w+):/;

function compile(text: string): { line: number; message: string }[] {
  const { config } = ts.readConfigFile(
    join(import.meta.dirname, "..", "..", "tsconfig.json"),
    ts.sys.readFile,
  );
  const { options } = ts.convertCompilerOptionsFromJson(
    config.compilerOptions,
    join(import.meta.dirname, "..", ".."),
  );
  const host = ts.createCompilerHost(options);
  const readOriginal = host.getSourceFile.bind(host);
  host.getSourceFile = (name, target) =>
    name === FILE ? ts.createSourceFile(name, text, target) : readOriginal(name, target);
  const program = ts.createProgram([FILE], options, host);
  return program.getSemanticDiagnostics(program.getSourceFile(FILE)).map(({ start, messageText }) => ({
    line: text.slice(0, start).split("\n").length,
    message: ts.flattenDiagnosticMessageText(messageText, " "),
  }));
}

it("refuses an endpoint without access or disclosure, and a rule that reads what it did not declare", () => {
  const text = readFileSync(FILE, "utf8");
  expect(compile(text)).toEqual([]);

  const marks = text.split("\n").flatMap((line, index) => {
    const named = MARK.exec(line)?.[1];
    return named === undefined ? [] : [{ line: index + 2, named }];
  });
  expect(marks.map(({ named }) => named)).toEqual(["access", "discloses", "nearbyPhases", "boardDays"]);

  const errors = compile(text.replaceAll("@ts-expect-error", ""));
  expect(errors.map(({ line }) => line)).toEqual(marks.map(({ line }) => line));
  for (const [index, { named }] of marks.entries()) expect(errors[index]!.message).toContain(named);
});
