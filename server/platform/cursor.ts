/** Keyset pages: the last row's sort key, opaque to the client. */
export function writeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/** @returns the key, or null when the text is no cursor of ours with these types. */
export function readCursor<const Types extends readonly ("string" | "number")[]>(
  text: string,
  types: Types,
): { [K in keyof Types]: Types[K] extends "string" ? string : number } | null {
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return null;
  }
  if (!Array.isArray(key) || key.length !== types.length) return null;
  if (!key.every((part, index) => typeof part === types[index])) return null;
  return key as never;
}
