import { open } from "node:fs/promises";
import { fileTypeFromFile } from "file-type";
import { ATTACHMENT_TYPES, type AttachmentType } from "../../../domain/attachments/media-types.ts";

/** Text as people write it, in UTF-8 or in the older Windows encoding: no control character but tab and line ends. */
const CONTROLS = new Set([...Array(32).keys(), 127].filter((code) => ![9, 10, 12, 13].includes(code)));

const CHUNK_BYTES = 65_536;

interface TextLook {
  readonly isText: boolean;
  readonly start: string;
}

async function lookAtText(path: string): Promise<TextLook> {
  const file = await open(path, "r");
  let start: string | null = null;
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES);
      start ??= chunk.toString("latin1", 0, bytesRead);
      if (bytesRead === 0) return { isText: true, start };
      if (chunk.subarray(0, bytesRead).some((byte) => CONTROLS.has(byte))) return { isText: false, start };
    }
  } finally {
    await file.close();
  }
}

/** A drawing exchange file begins with its first section, after comments (group code 999); or says its name. */
const DXF_TEXT =
  /^(?:\u00ef\u00bb\u00bf)?\s*(?:999[ \t]*\r?\n[^\n]*\n\s*)*0[ \t]*\r?\n[ \t]*SECTION[ \t]*\r?\n/;
const DXF_BINARY = "AutoCAD Binary DXF\r\n\u001a\u0000";

const PLAIN: readonly AttachmentType[] = ["text/plain", "text/csv"];

/**
 * What a file is, by what it holds; null: none of the types that may be attached. Plain text and tables of text
 * look alike, so the declared one of the two is believed where it is text.
 */
export async function sniffType(path: string, declared: string): Promise<AttachmentType | null> {
  const found = await fileTypeFromFile(path);
  if (found !== undefined) return found.mime in ATTACHMENT_TYPES ? (found.mime as AttachmentType) : null;
  const { isText, start } = await lookAtText(path);
  if (start.startsWith(DXF_BINARY) || (isText && DXF_TEXT.test(start))) return "image/vnd.dxf";
  if (!isText) return null;
  return PLAIN.find((type) => type === declared) ?? "text/plain";
}
