import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Access } from "../../../domain/contract/endpoint.ts";
import { SignInChoices } from "./sign-in-choices.tsx";
import { isAllowed, useSession } from "./use-session.ts";
import "./people.css";

interface SignInNeededProps {
  /** Whom the screen is for: the contract's own word for its first operation. */
  readonly access: Access;
  readonly children: ReactNode;
}

/** What is behind it is shown to those who may see it; the others are told whom it is for, and may come in as one. */
export function SignInNeeded({ access, children }: SignInNeededProps) {
  const { t } = useTranslation();
  const session = useSession();
  if (session.isPending) return <p role="status">{t("common.loading")}</p>;
  const person = session.data?.person ?? null;
  if (isAllowed(access, person)) return children;
  const fitting = (session.data?.demoPeople ?? []).filter((one) => isAllowed(access, one));
  const roles =
    typeof access === "string" ? null : access.map((role) => t(`people.roles.${role}`)).join(", ");
  return (
    <section className="sign-in-needed">
      <p role="alert">
        {roles === null ? t("people.needed") : t("people.neededRole", { roles })}
        {person && ` ${t("people.signedInAs", { name: person.name })}: ${t(`people.roles.${person.role}`)}.`}
      </p>
      {session.isError ? (
        <p role="alert">{t("people.unreachable")}</p>
      ) : (
        <>
          <h2>{t("people.chooseDemo")}</h2>
          <SignInChoices people={fitting} />
        </>
      )}
    </section>
  );
}
