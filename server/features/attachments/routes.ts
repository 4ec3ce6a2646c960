import * as contract from "../../../domain/attachments/contract.ts";
import { isRefusal, refuse } from "../../../domain/contract/problems.ts";
import { FileReply, implement } from "../../platform/implement.ts";
import * as service from "./service.ts";

/** @param folder where contents are kept, on the same disk as uploads under way */
export function attachmentsRoutes(folder: string) {
  return [
    implement(contract.listAttachments)(async ({ db, params }) => {
      const attachments = await service.listAttachments(db, params.interventionId);
      return attachments === null ? refuse("not-found") : { attachments };
    }),

    implement(contract.addAttachment)(({ db, params, query, upload, actor, requestId, nowMs }) => {
      const file = { interventionId: params.interventionId, ...query, upload: upload! };
      return service.addAttachment(db, folder, file, { actor, requestId, nowMs });
    }),

    implement(contract.downloadAttachment)(async ({ db, params }) => {
      const { interventionId, attachmentId } = params;
      const file = await service.findFile(db, folder, interventionId, attachmentId);
      if (file === null) return refuse("not-found");
      return new FileReply(file.path, file.name, {
        "Content-Type": file.mediaType,
        "X-Content-Type-Options": "nosniff",
        // Should a browser show it all the same: without scripts, without an origin, without anything from elsewhere.
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
      });
    }),

    implement(contract.removeAttachment)(async ({ db, params, actor, requestId, nowMs }) => {
      const { interventionId, attachmentId } = params;
      const change = { actor, requestId, nowMs };
      const outcome = await service.removeAttachment(db, interventionId, attachmentId, change);
      return isRefusal(outcome) ? outcome : {};
    }),
  ];
}
