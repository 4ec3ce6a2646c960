import { useTranslation } from "react-i18next";
import { startUrgentDig } from "../../domain/urgent/contract.ts";
import { SignInNeeded } from "../features/people/sign-in-needed.tsx";
import { UrgentDesk } from "../features/urgent/urgent-desk.tsx";
import { PageFrame } from "./page-frame.tsx";

/** `/urgent`: a dig that starts at once, from the street or from the desk. */
export function UrgentPage() {
  const { t } = useTranslation();
  return (
    <PageFrame title={t("urgent.title")}>
      {(city) => (
        <SignInNeeded access={startUrgentDig.access}>
          <UrgentDesk key={city.id} city={city} />
        </SignInNeeded>
      )}
    </PageFrame>
  );
}
