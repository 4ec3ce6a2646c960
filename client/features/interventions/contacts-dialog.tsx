import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Contact, putContacts } from "../../../domain/interventions/contacts-contract.ts";
import { ProblemError } from "../../api/call.ts";
import { Field } from "../../ui/field.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Modal } from "../../ui/modal.tsx";
import { newId } from "./new-id.ts";
import { type Contacts, useSaveContacts } from "./use-contacts.ts";

interface ContactsDialogProps {
  readonly interventionId: string;
  readonly contacts: Contacts;
  readonly onClose: () => void;
}

const FIELDS = ["name", "duty", "organisation", "phone", "email"] as const;
type FieldName = (typeof FIELDS)[number];
const TYPES: Partial<Record<FieldName, string>> = { phone: "tel", email: "email" };
const MAX_CONTACTS = 20;

const blank = (): Contact => ({ id: newId(), name: "", duty: "", organisation: "", phone: "", email: "" });

export function ContactsDialog({ interventionId, contacts, onClose }: ContactsDialogProps) {
  const { t } = useTranslation();
  const form = useId();
  const [rows, setRows] = useState<readonly Contact[]>(() =>
    contacts.contacts.length > 0 ? contacts.contacts : [blank()],
  );
  const [tried, setTried] = useState(false);
  const save = useSaveContacts(interventionId, contacts.revision, onClose);
  // A row left empty is nobody.
  const filled = rows.filter((row) => FIELDS.some((field) => row[field].trim() !== ""));
  const parsed = putContacts.body.safeParse({ revision: contacts.revision, contacts: filled });
  const wrong = new Set(
    parsed.error?.issues.map(({ path }) => `${filled[path[1] as number]?.id}/${String(path[2])}`),
  );
  const change = (id: string, more: Partial<Contact>) =>
    setRows((all) => all.map((row) => (row.id === id ? { ...row, ...more } : row)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (parsed.success && !save.isPending) save.mutate(parsed.data.contacts);
  };
  const isStale = save.error instanceof ProblemError && save.error.problem.code === "version-conflict";
  return (
    <Modal
      title={t("contacts.edit")}
      closeLabel={t("common.close")}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            {t("common.cancel")}
          </button>
          <button type="submit" form={form} className="button button-primary" disabled={save.isPending}>
            {t("contacts.save")}
          </button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        {rows.map((row, index) => (
          <fieldset key={row.id} className="contact-row">
            <legend className="contact-number">
              {t("contacts.number", { number: index + 1 })}
              <button
                type="button"
                className="icon-button"
                aria-label={t("contacts.remove", { number: index + 1 })}
                onClick={() => setRows((all) => all.filter(({ id }) => id !== row.id))}
              >
                <Icon name="trash" size={18} />
              </button>
            </legend>
            {FIELDS.map((field) => {
              const isWrong = tried && wrong.has(`${row.id}/${field}`);
              const why = field === "phone" || field === "email" ? field : "name";
              return (
                <Field
                  key={field}
                  label={t(`contacts.${field}`)}
                  error={isWrong ? t(`contacts.wrong.${why}`) : null}
                >
                  {(control) => (
                    <input
                      {...control}
                      className="input"
                      type={TYPES[field] ?? "text"}
                      autoComplete="off"
                      maxLength={field === "phone" ? 40 : 200}
                      value={row[field]}
                      onChange={(event) => change(row.id, { [field]: event.target.value })}
                    />
                  )}
                </Field>
              );
            })}
          </fieldset>
        ))}
        <button
          type="button"
          className="button"
          disabled={rows.length >= MAX_CONTACTS}
          onClick={() => setRows((all) => [...all, blank()])}
        >
          <Icon name="plus" /> {t("contacts.add")}
        </button>
        {save.isError && (
          <p className="field-error" role="alert">
            {t(isStale ? "contacts.conflict" : "contacts.saveFailed")}
          </p>
        )}
      </form>
    </Modal>
  );
}
