/**
 * The signs of clusters, as buttons over the picture: as sharp as the page's text, reached by keyboard and told by
 * a screen reader. The ring shares out the kinds, the number counts, the mark at its shoulder is the worst finding.
 */

import { INTERVENTION_KINDS } from "../../../domain/interventions/intervention.ts";
import { interventions } from "../../../domain/layers/catalogue/interventions.ts";
import { kindColour } from "../phase-style.ts";
import { CLUSTER_TEXTS, type ClusterLanguage } from "./cluster-texts.ts";
import type { Cluster } from "./cluster-tree.ts";
import "./clusters.css";

export interface PlacedCluster {
  readonly cluster: Cluster;
  /** CSS pixels from the picture's top left. */
  readonly x: number;
  readonly y: number;
}

export interface ClusterSigns {
  setLanguage(language: ClusterLanguage): void;
  /** Shows these and no others; a sign of the same square is moved, not made anew. */
  show(clusters: readonly PlacedCluster[]): void;
  destroy(): void;
}

interface Sign {
  readonly button: HTMLButtonElement;
  readonly ring: HTMLElement;
  readonly number: HTMLElement;
  cluster: Cluster;
  /** What was last written into it. */
  told: string;
}

/** @param onOpen somebody wants to see what is in it. */
export function createClusterSigns(container: HTMLElement, onOpen: (cluster: Cluster) => void): ClusterSigns {
  const layer = document.createElement("div");
  layer.className = "clusters";
  layer.setAttribute("role", "group");
  layer.hidden = true;
  container.append(layer);
  const signs = new Map<string, Sign>();
  let language: ClusterLanguage = "it";
  let stop: Sign | null = null;

  const make = (cluster: Cluster): Sign => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cluster";
    button.tabIndex = -1;
    const ring = document.createElement("span");
    ring.className = "cluster-ring";
    const number = document.createElement("span");
    number.className = "cluster-number";
    ring.append(number);
    button.append(ring);
    const sign: Sign = { button, ring, number, cluster, told: "" };
    button.addEventListener("click", () => onOpen(sign.cluster));
    button.addEventListener("focus", () => makeTabStop(sign));
    return sign;
  };
  /** One stop for the Tab key; arrows go on from there. */
  const makeTabStop = (next: Sign | null) => {
    if (stop !== null) stop.button.tabIndex = -1;
    if (next !== null) next.button.tabIndex = 0;
    stop = next;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The map's own keys would move it, or pick what is in its middle.
    event.stopPropagation();
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const buttons = [...layer.querySelectorAll<HTMLButtonElement>("button")];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };
  layer.addEventListener("keydown", onKeyDown);

  const tell = (sign: Sign) => {
    const { total, byKind, blocking, warning } = sign.cluster;
    const told = `${language} ${INTERVENTION_KINDS.map((kind) => byKind[kind])} ${blocking} ${warning}`;
    if (told === sign.told) return;
    sign.told = told;
    // One alone is a dot of its kind's colour; else as large as its number is long.
    sign.button.dataset.size = total === 1 ? "0" : String(Math.min(4, String(total).length));
    sign.button.dataset.worst = blocking > 0 ? "blocking" : warning > 0 ? "warning" : "";
    sign.number.textContent = total === 1 ? "" : String(total);
    sign.ring.style.background = shares(sign.cluster);
    const label = describe(sign.cluster, language);
    sign.button.setAttribute("aria-label", label);
    sign.button.title = label;
  };

  return {
    setLanguage(next) {
      language = next;
      layer.setAttribute("aria-label", CLUSTER_TEXTS[language].group);
      for (const sign of signs.values()) tell(sign);
    },
    show(clusters) {
      layer.hidden = clusters.length === 0;
      const gone = new Set(signs.keys());
      for (const { cluster, x, y } of clusters) {
        gone.delete(cluster.id);
        let sign = signs.get(cluster.id);
        if (sign === undefined) {
          sign = make(cluster);
          signs.set(cluster.id, sign);
          layer.append(sign.button);
        }
        sign.cluster = cluster;
        tell(sign);
        sign.button.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -50%)`;
      }
      for (const id of gone) {
        signs.get(id)!.button.remove();
        signs.delete(id);
      }
      if (stop === null || !signs.has(stop.cluster.id)) makeTabStop(signs.values().next().value ?? null);
    },
    destroy: () => layer.remove(),
  };
}

/** From twelve o'clock on, a share of the ring for each kind. */
function shares({ total, byKind }: Cluster): string {
  let until = 0;
  const stops = INTERVENTION_KINDS.filter((kind) => byKind[kind] > 0).map((kind) => {
    const from = until;
    until += (byKind[kind] / total) * 100;
    return `${kindColour(kind)} ${from.toFixed(2)}% ${until.toFixed(2)}%`;
  });
  return `conic-gradient(${stops.join(", ")})`;
}

function describe(cluster: Cluster, language: ClusterLanguage): string {
  const { phases, blocking, warning } = CLUSTER_TEXTS[language];
  const kinds = interventions.legend
    .map(({ value, label }) => [cluster.byKind[value as keyof Cluster["byKind"]], label[language]] as const)
    .filter(([count]) => count > 0)
    .map(([count, label]) => `${label} ${count}`);
  return [
    `${phases(cluster.total)}: ${kinds.join(", ")}`,
    ...(cluster.blocking > 0 ? [blocking(cluster.blocking)] : []),
    ...(cluster.warning > 0 ? [warning(cluster.warning)] : []),
  ].join("; ");
}
