import { useTranslation } from "react-i18next";
import { ROLES } from "../../../domain/contract/endpoint.ts";
import type { Person } from "../../../domain/people/contract.ts";
import { useSignIn } from "./use-session.ts";

interface SignInChoicesProps {
  readonly people: readonly Person[];
  readonly onSignedIn?: () => void;
}

/** The people of the demonstration, who do not exist, one button each. */
export function SignInChoices({ people, onSignedIn }: SignInChoicesProps) {
  const { t } = useTranslation();
  const signIn = useSignIn(onSignedIn);
  const inOrder = [...people].sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
  if (people.length === 0) return <p className="quiet">{t("people.noDemo")}</p>;
  return (
    <>
      <ul className="people">
        {inOrder.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              className="person"
              disabled={signIn.isPending}
              onClick={() => signIn.mutate(person.id)}
            >
              <span className="person-name">{person.name}</span>
              <span className="person-role">
                {t(`people.roles.${person.role}`)}
                {person.office && ` · ${person.office.name}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {signIn.isError && (
        <p className="field-error" role="alert">
          {t("people.signInFailed")}
        </p>
      )}
      {people.some((person) => person.fictional) && <p className="quiet">{t("people.fictional")}</p>}
    </>
  );
}
