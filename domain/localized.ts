import { z } from "zod";

/** A text in both languages of the interface. */
export const localizedTextSchema = z.object({ it: z.string(), en: z.string() }).meta({ id: "LocalizedText" });
export type LocalizedText = z.infer<typeof localizedTextSchema>;
