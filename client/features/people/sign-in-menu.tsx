import { useTranslation } from "react-i18next";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Icon } from "../../ui/icon.tsx";
import { SignInChoices } from "./sign-in-choices.tsx";
import { useSession, useSignOut } from "./use-session.ts";
import "./people.css";

export function SignInMenu() {
  const { t } = useTranslation();
  const session = useSession();
  const person = session.data?.person ?? null;
  return (
    <Disclosure
      align="right"
      buttonClassName="bar-button"
      label={person ? t("people.signedInAs", { name: person.name }) : t("people.signIn")}
      button={
        <>
          <Icon name="person" />
          <span className="bar-text">{person ? person.name : t("people.signIn")}</span>
        </>
      }
    >
      {(close) => (
        <section className="sign-in">
          {person ? (
            <>
              <h2>{person.name}</h2>
              <p>
                {t(`people.roles.${person.role}`)}
                {person.office && <span className="quiet"> · {person.office.name}</span>}
              </p>
              {person.fictional && <p className="quiet">{t("people.fictionalOne")}</p>}
              <SignOutButton onDone={close} />
            </>
          ) : (
            <>
              <h2>{t("people.chooseDemo")}</h2>
              {session.isError ? (
                <p role="alert">{t("people.unreachable")}</p>
              ) : (
                <SignInChoices people={session.data?.demoPeople ?? []} onSignedIn={close} />
              )}
            </>
          )}
        </section>
      )}
    </Disclosure>
  );
}

function SignOutButton({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const signOut = useSignOut(onDone);
  return (
    <>
      <button type="button" className="button" disabled={signOut.isPending} onClick={() => signOut.mutate()}>
        {t("people.signOut")}
      </button>
      {signOut.isError && (
        <p className="field-error" role="alert">
          {t("people.signOutFailed")}
        </p>
      )}
    </>
  );
}
