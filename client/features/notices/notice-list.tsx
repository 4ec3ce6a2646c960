import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Notice } from "../../../domain/notices/contract.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useNotices, useReadNotices } from "./use-notices.ts";

/** @param onGo called when a notice is followed to what it is about */
export function NoticeList({ onGo }: { readonly onGo: () => void }) {
  const { t } = useTranslation();
  const { query, notices, unreadCount, person } = useNotices();
  const read = useReadNotices();
  const newest = notices[0];
  return (
    <section className="notices" aria-labelledby="notices-title">
      <header>
        <h2 id="notices-title">{t("notices.title")}</h2>
        {unreadCount > 0 && newest && (
          <button
            type="button"
            className="button button-small"
            disabled={read.isPending}
            onClick={() => read.mutate({ upTo: newest.id })}
          >
            {t("notices.readAll")}
          </button>
        )}
      </header>
      {person?.office == null ? (
        <p className="quiet">{t("notices.noOffice")}</p>
      ) : query.isError && notices.length === 0 ? (
        <div role="alert">
          <p>{t("notices.failed")}</p>
          <button type="button" className="button" onClick={() => void query.refetch()}>
            {t("common.again")}
          </button>
        </div>
      ) : query.isPending ? (
        <p role="status">{t("common.loading")}</p>
      ) : notices.length === 0 ? (
        <>
          <p>{t("notices.empty")}</p>
          <p className="quiet">{t("notices.emptyHint")}</p>
        </>
      ) : (
        <ul>
          {notices.map((notice) => (
            <li key={notice.id}>
              <NoticeItem
                notice={notice}
                onGo={() => {
                  if (!notice.read) read.mutate({ ids: [notice.id] });
                  onGo();
                }}
              />
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <button
          type="button"
          className="button button-wide"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("notices.more")}
        </button>
      )}
    </section>
  );
}

function NoticeItem({ notice, onGo }: { readonly notice: Notice; readonly onGo: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kind, intervention, own, networks, state, read } = notice;
  const shown = intervention.gone ? own : intervention;
  const body = (
    <>
      <strong>
        {!read && <span className="visually-hidden">{t("notices.isNew")}: </span>}
        {t(`notices.kinds.${kind}`, {
          office: intervention.officeName,
          state: state === null ? "" : t(`states.${state}`),
        })}
      </strong>
      <span>
        {intervention.title}
        {intervention.place !== "" && ` · ${intervention.place}`}
        {intervention.gone && ` (${t("notices.gone")})`}
      </span>
      <span className="quiet">
        {[
          networks.length > 0 &&
            t("notices.at", { networks: networks.map((one) => t(`notices.networks.${one}`)).join(", ") }),
          own && t("notices.own", { title: own.title }),
          format.moment(Date.parse(notice.at)),
        ]
          .filter(Boolean)
          .join(" · ")}
      </span>
    </>
  );
  const className = read ? "notice-item" : "notice-item notice-unread";
  if (shown === null) return <p className={className}>{body}</p>;
  return (
    <Link to="/" search={{ s: shown.id }} className={className} onClick={onGo}>
      {body}
    </Link>
  );
}
