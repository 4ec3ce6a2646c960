import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { listAttachments, removeAttachment } from "../../../domain/attachments/contract.ts";
import { call } from "../../api/call.ts";

export const attachmentsKey = (interventionId: string) => ["attachments", interventionId] as const;

export function useAttachments(interventionId: string) {
  return useQuery({
    queryKey: attachmentsKey(interventionId),
    queryFn: ({ signal }) => call(listAttachments, { params: { interventionId }, signal }),
  });
}

/** @param onRemoved called before the list is read again */
export function useRemoveAttachment(interventionId: string, onRemoved: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (attachmentId: string) =>
      call(removeAttachment, { params: { interventionId, attachmentId } }),
    onSuccess: () => {
      onRemoved();
      void client.invalidateQueries({ queryKey: attachmentsKey(interventionId) });
      void client.invalidateQueries({ queryKey: ["history", interventionId] });
    },
  });
}
