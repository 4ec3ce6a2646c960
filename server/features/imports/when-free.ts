const ATTEMPTS = 100;
/** PostgreSQL: lock_not_available. */
const BUSY = "55P03";

/** Tries again while a reader holds what `work` wants for longer than a moment. */
export async function whenFree<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      if ((error as { code?: string }).code !== BUSY || attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 * Math.min(attempt, 20)));
    }
  }
}
