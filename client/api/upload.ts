import type { AnyEndpoint, ResponseOf } from "../../domain/contract/endpoint.ts";
import { addressOf, type CallInput, readReply, UnreachableError } from "./call.ts";

interface UploadInput<E extends AnyEndpoint> extends Pick<CallInput<E>, "params" | "query" | "signal"> {
  readonly file: Blob;
  readonly mediaType: string;
  /** From 0 to 1, as it leaves. */
  readonly onProgress: (share: number) => void;
}

/**
 * Sends a file to an operation that accepts one, and gives its reply, checked. Not by `fetch`, which does not tell
 * how much has left.
 * @throws as `call` does
 */
export function upload<E extends AnyEndpoint>(endpoint: E, input: UploadInput<E>): Promise<ResponseOf<E>> {
  const { file, mediaType, onProgress, signal } = input;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const request = new XMLHttpRequest();
    request.open(endpoint.method, addressOf(endpoint, input));
    request.setRequestHeader("accept", "application/json, application/problem+json");
    request.setRequestHeader("content-type", mediaType);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    const abort = () => request.abort();
    signal?.addEventListener("abort", abort);
    request.onloadend = () => signal?.removeEventListener("abort", abort);
    request.onabort = () => reject(signal?.reason ?? new UnreachableError(new Error("aborted")));
    request.onerror = () => reject(new UnreachableError(new Error("no answer")));
    request.onload = () => {
      try {
        resolve(readReply(endpoint, request.status, request.responseText));
      } catch (error) {
        reject(error);
      }
    };
    request.send(file);
  });
}
