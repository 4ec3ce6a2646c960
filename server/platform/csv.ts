/** A cell of RFC 4180. Text that a spreadsheet would calculate is kept from it by an apostrophe (OWASP, CSV injection). */
export function toCsvCell(value: string | number | null): string {
  if (value === null) return "";
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
