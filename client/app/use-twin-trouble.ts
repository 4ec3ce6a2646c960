import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isWebGlAvailable } from "../scene/webgl.ts";

/** Why the twin cannot be shown, if so: then the plan is, and says it. */
export function useTwinTrouble() {
  const { t } = useTranslation();
  const [reported, setReported] = useState<string | null>(null);
  const [told, setTold] = useState(true);
  const [available] = useState(isWebGlAvailable);
  const trouble = !available ? t("view.noWebGl") : reported !== null ? t("view.twinBroken") : null;
  return {
    trouble,
    told,
    dismiss: () => setTold(false),
    report: (message: string) => {
      console.error(message);
      setReported(message);
      setTold(true);
    },
  };
}
