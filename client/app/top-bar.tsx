import type { Ref } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Place } from "../../domain/places/contract.ts";
import type { ViewName } from "../features/city/city-canvas.tsx";
import type { City } from "../features/city/use-city.ts";
import { TimeChip, TimePanel } from "../features/clock/time-chip.tsx";
import { NoticesBell } from "../features/notices/notices-bell.tsx";
import { SignInMenu } from "../features/people/sign-in-menu.tsx";
import { Locator } from "../features/places/locator.tsx";
import { changeLanguage, toLanguage } from "../i18n/i18n.ts";
import { Disclosure } from "../ui/disclosure.tsx";
import { Icon } from "../ui/icon.tsx";
import { Modal } from "../ui/modal.tsx";
import { usePhone } from "../ui/use-media.ts";
import { Brand } from "./brand.tsx";
import { PagesMenu } from "./pages-menu.tsx";
import type { TimeDesk } from "./use-time.ts";

interface TopBarProps {
  readonly city: City;
  readonly time: TimeDesk;
  readonly view: ViewName;
  /** Why the 3D view cannot be had, or null. */
  readonly twinMissing: string | null;
  readonly locatorRef: Ref<HTMLInputElement>;
  readonly onView: (view: ViewName) => void;
  readonly onPlace: (place: Place) => void;
  readonly onStretch: (text: string) => void;
  readonly onLanguage: (language: "it" | "en") => void;
  readonly onKeys: () => void;
}

export function TopBar(props: TopBarProps) {
  const { city, time } = props;
  const { t } = useTranslation();
  const phone = usePhone();
  return (
    <header className="top-bar">
      <Brand city={city}>
        <h1>
          <span className="brand-name">Decumano</span> <span className="brand-city">{city.name}</span>
        </h1>
      </Brand>
      <PagesMenu />
      <Locator inputRef={props.locatorRef} onPlace={props.onPlace} onStretch={props.onStretch} />
      {!phone && (
        <TimeChip
          instantMs={time.instantMs}
          nowMs={time.nowMs}
          interval={time.interval}
          onInterval={time.setInterval}
        />
      )}
      <div className="top-actions">
        <ViewSwitch {...props} />
        {phone ? (
          <Disclosure
            align="right"
            buttonClassName="bar-button"
            label={t("bar.menu")}
            button={<Icon name="menu" />}
          >
            {(close) => (
              <div className="phone-menu">
                <Actions {...props} named />
                <TimePanel
                  nowMs={time.nowMs}
                  interval={time.interval}
                  onInterval={time.setInterval}
                  onDone={close}
                />
              </div>
            )}
          </Disclosure>
        ) : (
          <Actions {...props} named={false} />
        )}
        <NoticesBell />
        <SignInMenu />
      </div>
    </header>
  );
}

function ViewSwitch({ view, twinMissing, onView }: TopBarProps) {
  const { t } = useTranslation();
  return (
    <fieldset className="segments" aria-label={t("bar.view")}>
      <button type="button" aria-pressed={view === "plan"} onClick={() => onView("plan")}>
        {t("bar.plan")}
      </button>
      <button
        type="button"
        aria-pressed={view === "twin"}
        aria-disabled={twinMissing !== null || undefined}
        title={twinMissing ?? undefined}
        onClick={() => twinMissing === null && onView("twin")}
      >
        {t("bar.twin")}
      </button>
    </fieldset>
  );
}

const COPIED_MS = 2_500;

function Actions({ onLanguage, onKeys, named }: TopBarProps & { readonly named: boolean }) {
  const { t, i18n } = useTranslation();
  const [copied, setCopied] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const language = toLanguage(i18n.language);
  const other = language === "it" ? "en" : "it";
  const share = async () => {
    const address = window.location.href;
    try {
      await navigator.clipboard.writeText(address);
      setCopied(true);
      setTimeout(() => setCopied(false), COPIED_MS);
    } catch {
      // Not allowed, or no clipboard on this page: the link can still be taken by hand.
      setShown(address);
    }
  };
  return (
    <>
      <button type="button" className="bar-button" aria-label={t("bar.share")} onClick={() => void share()}>
        <Icon name={copied ? "check" : "link"} />
        <span className="bar-text">{t(copied ? "bar.copied" : "bar.share")}</span>
      </button>
      <span className="visually-hidden" role="status">
        {copied ? t("bar.copied") : ""}
      </span>
      <button
        type="button"
        className="bar-button"
        aria-label={t("bar.keys")}
        title={t("bar.keys")}
        onClick={onKeys}
      >
        <Icon name="keyboard" />
        {named && <span className="bar-text">{t("bar.keys")}</span>}
      </button>
      <button
        type="button"
        className="bar-button"
        lang={other}
        aria-label={other === "en" ? "English" : "Italiano"}
        onClick={() => {
          void changeLanguage(other);
          onLanguage(other);
        }}
      >
        {named ? (other === "en" ? "English" : "Italiano") : other.toUpperCase()}
      </button>
      {shown && (
        <Modal title={t("bar.share")} closeLabel={t("common.close")} onClose={() => setShown(null)}>
          <label className="field">
            <span className="field-label">{t("bar.takeLink")}</span>
            <input className="input" readOnly value={shown} onFocus={(event) => event.target.select()} />
          </label>
        </Modal>
      )}
    </>
  );
}
