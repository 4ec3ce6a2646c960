import { Link, useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { isAllowed, useSession } from "../features/people/use-session.ts";
import { Disclosure } from "../ui/disclosure.tsx";
import { Icon } from "../ui/icon.tsx";
import { PAGES } from "./pages.ts";

/** The way from one screen to another; those that this person has no use for are left out. */
export function PagesMenu() {
  const { t } = useTranslation();
  const person = useSession().data?.person ?? null;
  const { pathname } = useLocation();
  const isHere = (path: string) => (path === "/" ? pathname === "/" : pathname.startsWith(path));
  const pages = PAGES.filter(({ access }) => isAllowed(access, person));
  return (
    <Disclosure
      className="pages-menu"
      buttonClassName="bar-button"
      label={t("pages.title")}
      button={<Icon name="list" />}
    >
      {(close) => (
        <nav aria-label={t("pages.title")}>
          <ul>
            {pages.map(({ name, path }) => (
              <li key={name}>
                <Link to={path} aria-current={isHere(path) ? "page" : undefined} onClick={close}>
                  <strong>{t(`pages.${name}.title`)}</strong>
                  <span className="quiet">{t(`pages.${name}.use`)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </Disclosure>
  );
}
