export const reexamination = {
  reexamination: {
    at: {
      done: "{{done}} of {{total}} interventions examined again",
      failed:
        "Ended by an error at {{done}} of {{total}} interventions: it tries again by itself, or with Resume",
      running: "{{done}} of {{total}} interventions examined again",
      stopped: "Stopped at {{done}} of {{total}} interventions",
      superseded: "Stopped at {{done}} of {{total}} interventions",
      waiting: "Waiting to go on from {{done}} of {{total}} interventions",
    },
    before: {
      done: "The examination is done",
      failed: "The examination could not begin: it tries again by itself, or with Resume",
      running: "The examination is beginning",
      stopped: "Stopped before it began",
      superseded: "Stopped before it began",
      waiting: "The examination is about to begin",
    },
    done_one:
      "All that is on record follows the present values: {{count}} intervention examined again, {{date}}.",
    done_other:
      "All that is on record follows the present values: {{count}} interventions examined again, {{date}}.",
    failed: "That did not succeed: the page shows how it stands now.",
    means:
      "Until it is done, findings on record of these rules may still be those of earlier values; whoever opens an intervention sees the new ones already. {{rules}}",
    notice_one: "A rule has changed: part of these findings is not examined again yet.",
    notice_other: "{{count}} rules have changed: part of these findings is not examined again yet.",
    resume: "Resume",
    stop: "Stop",
    tag: "not examined again yet",
    title: "Saved interventions, examined again",
    toRules: "How far it is",
    unknown: "How far the examination is does not arrive.",
  },
};
