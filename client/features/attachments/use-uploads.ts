import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { addAttachment } from "../../../domain/attachments/contract.ts";
import { MAX_ATTACHMENT_BYTES, typeOfName } from "../../../domain/attachments/media-types.ts";
import type { ProblemCode } from "../../../domain/contract/problems.ts";
import { ProblemError, UnreachableError } from "../../api/call.ts";
import { upload } from "../../api/upload.ts";
import { newId } from "../interventions/new-id.ts";
import { attachmentsKey } from "./use-attachments.ts";

export type UploadProblem = "type" | "large" | "refused" | "many" | "cut" | "other";

export interface UploadUnderWay {
  /** That of the attachment it will be: sent again after a lost answer, it is attached once. */
  readonly id: string;
  readonly file: File;
  readonly share: number;
  /** Null while it is on its way, or waits for its turn. */
  readonly problem: UploadProblem | null;
}

const PROBLEMS: Partial<Record<ProblemCode, UploadProblem>> = {
  "attachment-refused": "refused",
  "unsupported-media": "type",
  "too-large": "large",
  "too-many-attachments": "many",
};

function problemOf(error: unknown): UploadProblem {
  if (error instanceof UnreachableError) return "cut";
  return (error instanceof ProblemError && PROBLEMS[error.problem.code]) || "other";
}

/** Files on their way, one after the other; each can be stopped, and tried again when it failed. */
export function useUploads(interventionId: string) {
  const client = useQueryClient();
  const [uploads, setUploads] = useState<readonly UploadUnderWay[]>([]);
  const stops = useRef(new Map<string, AbortController>());
  const chain = useRef(Promise.resolve());
  useEffect(() => {
    const running = stops.current;
    return () => {
      for (const stop of running.values()) stop.abort();
    };
  }, []);

  const change = (id: string, more: Partial<UploadUnderWay>) =>
    setUploads((all) => all.map((one) => (one.id === id ? { ...one, ...more } : one)));
  const drop = (id: string) => setUploads((all) => all.filter((one) => one.id !== id));

  async function send({ id, file }: UploadUnderWay, stop: AbortController): Promise<void> {
    if (stop.signal.aborted) return;
    try {
      await upload(addAttachment, {
        params: { interventionId },
        query: { id, name: file.name },
        file,
        mediaType: typeOfName(file.name)!,
        signal: stop.signal,
        onProgress: (share) => change(id, { share }),
      });
      drop(id);
      await client.invalidateQueries({ queryKey: attachmentsKey(interventionId) });
      void client.invalidateQueries({ queryKey: ["history", interventionId] });
    } catch (error) {
      if (!stop.signal.aborted) change(id, { problem: problemOf(error) });
    } finally {
      stops.current.delete(id);
    }
  }

  function start(one: UploadUnderWay): void {
    const stop = new AbortController();
    stops.current.set(one.id, stop);
    chain.current = chain.current.then(() => send(one, stop));
  }

  return {
    uploads,
    add: (files: Iterable<File>) => {
      const added = [...files].map((file): UploadUnderWay => {
        const problem =
          typeOfName(file.name) === null ? "type" : file.size > MAX_ATTACHMENT_BYTES ? "large" : null;
        return { id: newId(), file, share: 0, problem };
      });
      setUploads((all) => [...all, ...added]);
      for (const one of added) if (one.problem === null) start(one);
    },
    /** Stops what is on its way, or takes what failed off the list. */
    cancel: (id: string) => {
      stops.current.get(id)?.abort();
      drop(id);
    },
    retry: (one: UploadUnderWay) => {
      change(one.id, { problem: null, share: 0 });
      start(one);
    },
  };
}
