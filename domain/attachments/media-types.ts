/** What may be attached to an intervention: papers, photos, drawings. Nothing that a browser would run. */
export const ATTACHMENT_TYPES = {
  "application/pdf": ["pdf"],
  "image/jpeg": ["jpg", "jpeg"],
  "image/png": ["png"],
  "image/webp": ["webp"],
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ["docx"],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ["xlsx"],
  "application/vnd.oasis.opendocument.text": ["odt"],
  "application/vnd.oasis.opendocument.spreadsheet": ["ods"],
  "text/plain": ["txt"],
  "text/csv": ["csv"],
  "image/vnd.dxf": ["dxf"],
  "image/vnd.dwg": ["dwg"],
} as const satisfies Record<string, readonly string[]>;
export type AttachmentType = keyof typeof ATTACHMENT_TYPES;

export const MAX_ATTACHMENT_BYTES = 20 * 1024 * 1024;
export const MAX_ATTACHMENTS = 100;

/** The type a file's name promises; null where its ending is none of those accepted. */
export function typeOfName(name: string): AttachmentType | null {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  const found = Object.entries(ATTACHMENT_TYPES).find(([, endings]) =>
    (endings as readonly (string | undefined)[]).includes(ending),
  );
  return (found?.[0] as AttachmentType | undefined) ?? null;
}
