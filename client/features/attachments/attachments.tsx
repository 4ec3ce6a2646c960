import { type DragEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Attachment, downloadAttachment } from "../../../domain/attachments/contract.ts";
import { ATTACHMENT_TYPES, MAX_ATTACHMENT_BYTES } from "../../../domain/attachments/media-types.ts";
import { addressOf } from "../../api/call.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Icon } from "../../ui/icon.tsx";
import { Modal } from "../../ui/modal.tsx";
import { UploadList } from "./upload-list.tsx";
import { useAttachments, useRemoveAttachment } from "./use-attachments.ts";
import { useUploads } from "./use-uploads.ts";
import "./attachments.css";

const ACCEPTED = Object.values(ATTACHMENT_TYPES)
  .flat()
  .map((ending) => `.${ending}`)
  .join();

/** The files of an intervention: those who may change it add and take off, the others read. */
export function Attachments({ interventionId, writes }: { interventionId: string; writes: boolean }) {
  const { t } = useTranslation();
  const size = useSize();
  const heading = useId();
  const list = useAttachments(interventionId);
  const uploads = useUploads(interventionId);
  const [over, setOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const holdsFiles = (event: DragEvent) => writes && event.dataTransfer.types.includes("Files");
  return (
    <section
      aria-labelledby={heading}
      className={over ? "attachments attachments-over" : "attachments"}
      data-testid="attachments"
      onDragOver={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setOver(false);
        uploads.add(event.dataTransfer.files);
      }}
    >
      <h3 id={heading}>{t("attachments.heading")}</h3>
      {list.isPending && <p role="status">{t("common.loading")}</p>}
      {list.isError && (
        <p role="alert">
          {t("attachments.failed")}{" "}
          <button type="button" className="button button-small" onClick={() => void list.refetch()}>
            {t("common.again")}
          </button>
        </p>
      )}
      {list.data?.attachments.length === 0 && uploads.uploads.length === 0 && (
        <p className="quiet">{t("attachments.empty")}</p>
      )}
      {list.data && list.data.attachments.length > 0 && (
        <ul className="files">
          {list.data.attachments.map((file) => (
            <FileRow key={file.id} interventionId={interventionId} file={file} writes={writes} />
          ))}
        </ul>
      )}
      <UploadList {...uploads} />
      {writes && (
        <>
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            accept={ACCEPTED}
            onChange={(event) => {
              uploads.add(event.target.files ?? []);
              event.target.value = "";
            }}
          />
          <button type="button" className="button no-print" onClick={() => picker.current?.click()}>
            <Icon name="plus" /> {t("attachments.add")}
          </button>
          <p className="field-hint no-print">
            {over ? t("attachments.drop") : t("attachments.hint", { size: size(MAX_ATTACHMENT_BYTES) })}
          </p>
        </>
      )}
    </section>
  );
}

/** 340 kB, 2,1 MB. */
function useSize() {
  const format = useFormat();
  return (bytes: number) =>
    bytes < 1_000_000
      ? `${format.number(Math.max(1, bytes / 1000), 0)} kB`
      : `${format.number(bytes / 1_048_576)} MB`;
}

interface FileRowProps {
  readonly interventionId: string;
  readonly file: Attachment;
  readonly writes: boolean;
}

function FileRow({ interventionId, file, writes }: FileRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const size = useSize();
  const [asking, setAsking] = useState(false);
  const { name } = file;
  const address = addressOf(downloadAttachment, { params: { interventionId, attachmentId: file.id } });
  return (
    <li className="file">
      <a href={address} download={name} aria-label={t("attachments.download", { name })}>
        <Icon name="download" size={18} /> {name}
      </a>
      <span className="quiet file-about">
        {size(file.sizeBytes)} · {format.moment(Date.parse(file.addedAt))}
      </span>
      {writes && (
        <button
          type="button"
          className="icon-button"
          aria-label={t("attachments.remove", { name })}
          onClick={() => setAsking(true)}
        >
          <Icon name="trash" size={18} />
        </button>
      )}
      {asking && (
        <RemoveDialog interventionId={interventionId} file={file} onClose={() => setAsking(false)} />
      )}
    </li>
  );
}

function RemoveDialog(props: Omit<FileRowProps, "writes"> & { readonly onClose: () => void }) {
  const { interventionId, file, onClose } = props;
  const { t } = useTranslation();
  const remove = useRemoveAttachment(interventionId, onClose);
  return (
    <Modal
      title={t("attachments.removeTitle")}
      closeLabel={t("common.close")}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            {t("common.cancel")}
          </button>
          <button
            type="button"
            className="button button-danger"
            disabled={remove.isPending}
            onClick={() => remove.mutate(file.id)}
          >
            {t("attachments.removeConfirm")}
          </button>
        </>
      }
    >
      <p>{t("attachments.removeBody", { name: file.name })}</p>
      {remove.isError && (
        <p className="field-error" role="alert">
          {t("attachments.removeFailed")}
        </p>
      )}
    </Modal>
  );
}
