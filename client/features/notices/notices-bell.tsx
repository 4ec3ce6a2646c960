import { useTranslation } from "react-i18next";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Icon } from "../../ui/icon.tsx";
import { NoticeList } from "./notice-list.tsx";
import { useNotices } from "./use-notices.ts";
import "./notices.css";

/** Past this the number says less than that there are many. */
const MOST_SHOWN = 99;

/** Nothing for those who are nobody's; else a bell with how much there is to read. */
export function NoticesBell() {
  const { t } = useTranslation();
  const { unreadCount, person } = useNotices();
  if (person === null) return null;
  return (
    <Disclosure
      align="right"
      className="notices-bell"
      buttonClassName="bar-button"
      label={unreadCount === 0 ? t("notices.open") : t("notices.unread", { count: unreadCount })}
      button={
        <>
          <Icon name="bell" />
          {unreadCount > 0 && (
            <span className="bell-count" aria-hidden="true">
              {unreadCount > MOST_SHOWN ? `${MOST_SHOWN}+` : unreadCount}
            </span>
          )}
        </>
      }
    >
      {(close) => <NoticeList onGo={close} />}
    </Disclosure>
  );
}
