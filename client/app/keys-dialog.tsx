import { useTranslation } from "react-i18next";
import { Modal } from "../ui/modal.tsx";
import { CLOCK_KEYS, KEYS, SCENE_KEYS } from "./keys.ts";

interface KeysDialogProps {
  readonly letters: boolean;
  readonly onLetters: (on: boolean) => void;
  readonly onClose: () => void;
}

/** Every key of the page, and the switch that turns the single letters off. */
export function KeysDialog({ letters, onLetters, onClose }: KeysDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal title={t("keys.title")} closeLabel={t("common.close")} onClose={onClose}>
      <label className="layer-switch">
        <input type="checkbox" checked={letters} onChange={(event) => onLetters(event.target.checked)} />
        <span>{t("keys.letters")}</span>
      </label>
      <p className="field-hint">{t("keys.lettersHint")}</p>
      <h3>{t("keys.everywhere")}</h3>
      <KeyList keys={KEYS} />
      <h3>{t("keys.clock")}</h3>
      <KeyList keys={CLOCK_KEYS} />
      <h3>{t("keys.scene")}</h3>
      <KeyList keys={SCENE_KEYS} />
    </Modal>
  );
}

type KeyName =
  | (typeof KEYS)[number]["name"]
  | (typeof SCENE_KEYS)[number]["name"]
  | (typeof CLOCK_KEYS)[number]["name"];

function KeyList({ keys }: { keys: readonly { name: KeyName; keys: readonly string[] }[] }) {
  const { t } = useTranslation();
  return (
    <dl className="key-list">
      {keys.map(({ name, keys: caps }) => (
        <div key={name}>
          <dt>
            {caps.map((cap) => (
              <kbd key={cap}>
                {cap === "Space" || cap === "PageUp" || cap === "PageDown" ? t(`keys.caps.${cap}`) : cap}
              </kbd>
            ))}
          </dt>
          <dd>{t(`keys.names.${name}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
