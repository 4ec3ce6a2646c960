import { useTranslation } from "react-i18next";
import { MAX_ATTACHMENT_BYTES } from "../../../domain/attachments/media-types.ts";
import { Icon } from "../../ui/icon.tsx";
import type { UploadUnderWay, useUploads } from "./use-uploads.ts";

type UploadListProps = Pick<ReturnType<typeof useUploads>, "uploads" | "cancel" | "retry">;

const MOST = `${MAX_ATTACHMENT_BYTES / 1_048_576} MB`;

/** Files on their way, and those that did not arrive with the reason. */
export function UploadList({ uploads, cancel, retry }: UploadListProps) {
  if (uploads.length === 0) return null;
  return (
    <ul className="files" aria-live="polite">
      {uploads.map((one) => (
        <UploadRow key={one.id} one={one} onCancel={() => cancel(one.id)} onRetry={() => retry(one)} />
      ))}
    </ul>
  );
}

interface UploadRowProps {
  readonly one: UploadUnderWay;
  readonly onCancel: () => void;
  readonly onRetry: () => void;
}

function UploadRow({ one, onCancel, onRetry }: UploadRowProps) {
  const { t } = useTranslation();
  const { name } = one.file;
  const canRetry = one.problem === "cut" || one.problem === "other" || one.problem === "many";
  return (
    <li className="file">
      <span className="file-name">
        {name}
        {one.problem === null ? (
          <progress value={one.share} max={1} aria-label={t("attachments.uploading", { name })} />
        ) : (
          <span className="field-error">{t(`attachments.problems.${one.problem}`, { size: MOST })}</span>
        )}
      </span>
      {canRetry && (
        <button type="button" className="button button-small" onClick={onRetry}>
          {t("attachments.retry", { name })}
        </button>
      )}
      <button
        type="button"
        className="icon-button"
        aria-label={t("attachments.cancel", { name })}
        onClick={onCancel}
      >
        <Icon name="close" size={18} />
      </button>
    </li>
  );
}
