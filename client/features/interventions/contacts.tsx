import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../ui/icon.tsx";
import { ContactsDialog } from "./contacts-dialog.tsx";
import { useContacts } from "./use-contacts.ts";

/** Whom to call. To look is a reading of personal data that the server records, and it says so first. */
export function Contacts({ interventionId, writes }: { interventionId: string; writes: boolean }) {
  const { t } = useTranslation();
  const heading = useId();
  const [shown, setShown] = useState(false);
  const [editing, setEditing] = useState(false);
  const { data, isError, refetch } = useContacts(interventionId, shown);
  return (
    <section aria-labelledby={heading} className="contacts no-print" data-testid="contacts">
      <h3 id={heading}>{t("contacts.heading")}</h3>
      {!shown && (
        <>
          <button type="button" className="button" onClick={() => setShown(true)}>
            <Icon name="person" /> {t("contacts.show")}
          </button>
          <p className="field-hint">{t("contacts.recorded")}</p>
        </>
      )}
      {shown && !data && !isError && <p role="status">{t("common.loading")}</p>}
      {isError && (
        <p role="alert">
          {t("contacts.failed")}{" "}
          <button type="button" className="button button-small" onClick={() => void refetch()}>
            {t("common.again")}
          </button>
        </p>
      )}
      {data && (
        <>
          {data.contacts.length === 0 && <p className="quiet">{t("contacts.empty")}</p>}
          <ul className="contact-list">
            {data.contacts.map(({ id, name, duty, organisation, phone, email }) => (
              <li key={id}>
                <strong>{name}</strong>
                <span className="quiet"> {[duty, organisation].filter(Boolean).join(" · ")}</span>
                <span className="contact-ways">
                  {phone && <a href={`tel:${phone.replace(/[^\d+]/g, "")}`}>{phone}</a>}
                  {email && <a href={`mailto:${email}`}>{email}</a>}
                </span>
              </li>
            ))}
          </ul>
          {writes && (
            <button type="button" className="button" onClick={() => setEditing(true)}>
              <Icon name="pencil" /> {t("contacts.edit")}
            </button>
          )}
          {editing && (
            <ContactsDialog
              interventionId={interventionId}
              contacts={data}
              onClose={() => setEditing(false)}
            />
          )}
        </>
      )}
    </section>
  );
}
