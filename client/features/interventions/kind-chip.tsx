import { useTranslation } from "react-i18next";
import type { InterventionKind } from "../../../domain/interventions/intervention.ts";
import { KIND_TINTS, kindColour } from "../../scene/phase-style.ts";

export function KindSwatch({ kind }: { kind: InterventionKind }) {
  return <span className="kind-swatch" style={{ background: kindColour(kind) }} aria-hidden="true" />;
}

/** The kind in ink on its tint, for its own colour is too weak a ground for text. */
export function KindChip({ kind }: { kind: InterventionKind }) {
  const { t } = useTranslation();
  return (
    <span className="kind-chip" style={{ background: KIND_TINTS[kind] }}>
      <KindSwatch kind={kind} />
      {t(`kinds.${kind}.one`)}
    </span>
  );
}
