import { useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Modal } from "../../ui/modal.tsx";
import type { AutomaticTexts, Draft } from "./draft.ts";
import { findPhase, type MergePart, mergeDrafts, type Side, settleMerge } from "./merge.ts";
import { usePartInWords } from "./part-in-words.ts";
import "./merge.css";

interface MergeDialogProps {
  readonly title: string;
  readonly intro: string;
  readonly base: Draft | null;
  readonly mine: Draft;
  /** Null: the other side threw it away. */
  readonly theirs: Draft | null;
  readonly automatic: AutomaticTexts;
  readonly saveLabel: string;
  /** To let go of one's own side altogether; null: not offered. */
  readonly dropLabel: string | null;
  readonly onSettle: (draft: Draft) => void;
  readonly onDrop: () => void;
  readonly onClose: () => void;
}

/** Two versions of one thing brought together: what each changed alone is in already, what both changed is asked. */
export function MergeDialog(props: MergeDialogProps) {
  const { base, mine, theirs, automatic } = props;
  const { t } = useTranslation();
  // A text of one's own that was never written is the automatic one.
  const own = useMemo<Draft>(
    () => ({ ...mine, title: mine.title ?? automatic.title, place: mine.place ?? automatic.place }),
    [mine, automatic],
  );
  const merge = useMemo(() => mergeDrafts(base, own, theirs ?? own), [base, own, theirs]);
  const asked = merge.parts.filter(({ from }) => from === "asked");
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({});
  const chooseAll = (side: Side) => setChoices(Object.fromEntries(asked.map(({ key }) => [key, side])));
  return (
    <Modal
      title={props.title}
      closeLabel={t("common.close")}
      onClose={props.onClose}
      footer={
        <>
          {props.dropLabel !== null && (
            <button type="button" className="button" onClick={props.onDrop}>
              {props.dropLabel}
            </button>
          )}
          <button
            type="button"
            className="button button-primary"
            onClick={() => props.onSettle(theirs === null ? mine : settleMerge(base, merge, choices))}
          >
            {props.saveLabel}
          </button>
        </>
      }
    >
      <p>{props.intro}</p>
      {theirs !== null && merge.parts.length === 0 && <p>{t("conflict.same")}</p>}
      <TakenParts
        label={t("conflict.takenTheirs")}
        parts={merge.parts}
        side="theirs"
        mine={own}
        theirs={merge.theirs}
      />
      <TakenParts
        label={t("conflict.takenMine")}
        parts={merge.parts}
        side="mine"
        mine={own}
        theirs={merge.theirs}
      />
      {asked.length > 0 && (
        <>
          <h3 className="merge-heading">{t("conflict.asked", { count: asked.length })}</h3>
          {asked.length > 1 && (
            <div className="button-row">
              <button type="button" className="button button-small" onClick={() => chooseAll("mine")}>
                {t("conflict.allMine")}
              </button>
              <button type="button" className="button button-small" onClick={() => chooseAll("theirs")}>
                {t("conflict.allTheirs")}
              </button>
            </div>
          )}
          {asked.map((part) => (
            <Choice
              key={part.key}
              part={part}
              mine={own}
              theirs={merge.theirs}
              chosen={choices[part.key] ?? "mine"}
              onChoose={(side) => setChoices({ ...choices, [part.key]: side })}
            />
          ))}
        </>
      )}
    </Modal>
  );
}

interface ChoiceProps {
  readonly part: MergePart;
  readonly mine: Draft;
  readonly theirs: Draft;
  readonly chosen: Side;
  readonly onChoose: (side: Side) => void;
}

function Choice({ part, mine, theirs, chosen, onChoose }: ChoiceProps) {
  const { t } = useTranslation();
  const name = useId();
  const inWords = usePartInWords();
  const title = usePartTitle();
  return (
    <fieldset className="merge-choice">
      <legend>{title(part, mine, theirs)}</legend>
      {(
        [
          ["mine", mine],
          ["theirs", theirs],
        ] as const
      ).map(([side, draft]) => (
        <label key={side} className="merge-side">
          <input type="radio" name={name} checked={chosen === side} onChange={() => onChoose(side)} />
          <span>
            <strong>{t(`conflict.${side}`)}</strong>
            <span className="merge-value">{inWords(part, draft)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface TakenPartsProps {
  readonly label: string;
  readonly parts: readonly MergePart[];
  readonly side: Side;
  readonly mine: Draft;
  readonly theirs: Draft;
}

/** What goes in by itself, each with its value. */
function TakenParts({ label, parts, side, mine, theirs }: TakenPartsProps) {
  const inWords = usePartInWords();
  const title = usePartTitle();
  const taken = parts.filter(({ from }) => from === side);
  if (taken.length === 0) return null;
  return (
    <details className="merge-taken" open={side === "theirs"}>
      <summary>{label}</summary>
      <ul>
        {taken.map((part) => (
          <li key={part.key}>
            <strong>{title(part, mine, theirs)}</strong>: {inWords(part, side === "mine" ? mine : theirs)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function usePartTitle() {
  const { t } = useTranslation();
  return ({ part, phaseId }: MergePart, mine: Draft, theirs: Draft): string => {
    if (phaseId === null) return t(`parts.${part}`);
    const holder = findPhase(mine, phaseId) === null ? theirs : mine;
    const number = holder.phases.findIndex(({ id }) => id === phaseId) + 1;
    const phase = t("phases.number", { number });
    return part === "phase" ? phase : `${phase} · ${t(`parts.${part}`)}`;
  };
}
