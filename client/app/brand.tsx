import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { City } from "../features/city/use-city.ts";

/** Whose city this is, and whether it is a real one. @param children the page's heading */
export function Brand({ city, children }: { readonly city: City; readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="brand">
      <Wordmark />
      {children}
      {city.synthetic && <span className="tag tag-synthetic">{t("common.synthetic")}</span>}
    </div>
  );
}

/** The decumanus, and the cardo that crosses it. */
function Wordmark() {
  return (
    <svg className="wordmark" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M1 12h22" strokeWidth="4" />
      <path d="M12 1v22" strokeWidth="1.5" />
      <path d="M5 5h3v3H5zM16 5h3v3h-3zM5 16h3v3H5zM16 16h3v3h-3z" strokeWidth="1.2" />
    </svg>
  );
}
