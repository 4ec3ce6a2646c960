import { useTranslation } from "react-i18next";
import { useFormat } from "../../i18n/use-format.ts";
import { useFocusWhenLost } from "../../ui/use-focus-when-lost.ts";
import { useUrgentQueue } from "./use-urgent-queue.ts";

/** What is on this device and not yet answered. */
export function QueueList() {
  const { queued, isKept, send, drop } = useUrgentQueue();
  if (queued.length === 0) return null;
  return <Queue {...{ queued, isKept, send, drop }} />;
}

function Queue({
  queued,
  isKept,
  send,
  drop,
}: Pick<ReturnType<typeof useUrgentQueue>, "queued" | "isKept" | "send" | "drop">) {
  const { t } = useTranslation();
  const format = useFormat();
  const heading = useFocusWhenLost<HTMLHeadingElement>();
  return (
    <section className="urgent-queue" role="status" aria-labelledby="urgent-queue">
      <h2 id="urgent-queue" ref={heading} tabIndex={-1}>
        {t("urgent.queue.title", { count: queued.length })}
      </h2>
      {!isKept && <p className="field-error">{t("urgent.queue.notKept")}</p>}
      <ul>
        {queued.map(({ dig, state, problem }) => (
          <li key={dig.id}>
            <strong>
              {t(`urgent.causes.${dig.cause}`)}
              {dig.place !== "" && ` · ${dig.place}`}
            </strong>{" "}
            <span className="quiet">{format.time(Date.parse(dig.startedAt))}</span>
            <p>
              {t(`urgent.queue.states.${state}`)}
              {state === "refused" &&
                problem !== null &&
                ` ${problem.title}: ${problem.detail ?? listFields(problem)}`}
            </p>
            <div className="button-row">
              {state !== "refused" && (
                <button type="button" className="button button-small" onClick={() => void send()}>
                  {t("urgent.queue.now")}
                </button>
              )}
              <button type="button" className="button button-small" onClick={() => drop(dig.id)}>
                {t("urgent.queue.drop")}
              </button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function listFields({
  errors,
}: {
  readonly errors?: readonly { field: string; message: string }[] | undefined;
}): string {
  return (errors ?? []).map(({ field, message }) => `${field} ${message}`).join("; ");
}
