import type { RequestHandler } from "express";
import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";

export interface Metrics {
  readonly observe: RequestHandler;
  readonly serve: RequestHandler;
}

/** Counts and durations by operation id, never by address, so that no identifier becomes a label. */
export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "decumano_" });
  const duration = new Histogram({
    name: "decumano_request_seconds",
    help: "Time to answer, by operation and status",
    labelNames: ["operation", "status"],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  });
  const requests = new Counter({
    name: "decumano_requests_total",
    help: "Requests answered, by operation and status",
    labelNames: ["operation", "status"],
    registers: [registry],
  });
  return {
    observe(_request, response, next) {
      const stop = duration.startTimer();
      response.on("finish", () => {
        const labels = {
          operation: String(response.locals.operation ?? "other"),
          status: String(response.statusCode),
        };
        stop(labels);
        requests.inc(labels);
      });
      next();
    },
    async serve(_request, response) {
      response.type(registry.contentType).send(await registry.metrics());
    },
  };
}
