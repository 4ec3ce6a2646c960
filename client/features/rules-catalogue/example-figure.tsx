import { useTranslation } from "react-i18next";
import { type Facts, NO_FACTS } from "../../../domain/conflicts/facts.ts";
import {
  PARAMETERS,
  type ParameterId,
  type ParameterValues,
} from "../../../domain/conflicts/parameters/parameters.ts";
import type { AnyRule } from "../../../domain/conflicts/rule.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { hasPlan, PlanDrawing } from "./plan-drawing.tsx";
import { DayStrip, listOtherTimes, TimeStrip, WidthStrip } from "./strip-drawings.tsx";

type Example = AnyRule["examples"]["conflict"][number];

interface ExampleFigureProps {
  readonly rule: AnyRule;
  readonly example: Example;
  readonly isConflict: boolean;
}

/** An example in words and drawn: from above, by width, by hour or by day, as far as it says so. */
export function ExampleFigure({ rule, example, isConflict }: ExampleFigureProps) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const { subject, circumstances } = example;
  const facts: Facts = { ...NO_FACTS, ...example.facts };
  const found = rule.check(subject, facts, circumstances);
  const limits = limitsOf(rule, circumstances.parameters);
  const timed = listOtherTimes(subject, facts).length > 0;
  return (
    <figure className={`rule-example rule-example-${isConflict ? "found" : "clear"}`}>
      <figcaption>
        <span className="rule-verdict">{t(isConflict ? "rules.found" : "rules.clear")}</span>{" "}
        {example.name[language]}
      </figcaption>
      {hasPlan(subject, example.facts) && <PlanDrawing subject={subject} facts={example.facts} />}
      {limits.metres.length > 0 && subject.footwayWidthMetres !== null && (
        <WidthStrip left={subject.footwayWidthMetres} asked={limits.metres} />
      )}
      {limits.metres.length > 0 && subject.carriagewayWidthMetres !== null && (
        <WidthStrip left={subject.carriagewayWidthMetres} asked={limits.metres} />
      )}
      {subject.dailyHours !== null && <DayStrip hours={subject.dailyHours} admitted={limits.hours} />}
      {(timed || rule.recorded === false) && (
        <TimeStrip subject={subject} facts={example.facts} nowMs={circumstances.nowMs} />
      )}
      {found[0] && <p className="rule-says">{found[0].explanation()[language]}</p>}
    </figure>
  );
}

/** What of the rule's parameters can be drawn: widths that are asked for, hours that are admitted. */
function limitsOf(rule: AnyRule, values: ParameterValues) {
  const of = (end: string) => rule.reads.find((id): id is ParameterId => id.endsWith(end));
  const [from, to] = [of("FromMinute"), of("ToMinute")];
  return {
    metres: rule.reads
      .filter((id) => PARAMETERS[id].unit === "metres" && rule.appliesTo.length > 0 && !id.includes("Buffer"))
      .map((id) => values[id]),
    hours: to === undefined ? null : { from: from === undefined ? 0 : values[from], to: values[to] },
  };
}
