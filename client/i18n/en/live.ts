export const live = {
  live: {
    paused: "Updates paused: trying again",
    said: {
      created: "{{office}} saved “{{title}}”",
      updated: "{{office}} saved “{{title}}”",
      moved: "{{office}} moved “{{title}}” on",
      deleted: "{{office}} deleted “{{title}}”",
      findings: "The findings of “{{title}}”, of {{office}}, changed",
    },
  },
  notices: {
    title: "Notices",
    open: "Notices, none unread",
    unread_one: "Notices, {{count}} unread",
    unread_other: "Notices, {{count}} unread",
    empty: "No notices for your office.",
    emptyHint:
      "They come when an urgent dig is at your networks, or when somebody else's works interfere with yours.",
    noOffice: "Notices are for those who work in an office.",
    failed: "The notices could not be read.",
    more: "Earlier notices",
    readAll: "Mark all as read",
    gone: "deleted meanwhile",
    isNew: "unread",
    kinds: {
      urgentDig: "{{office}}: urgent dig",
      blockingFinding: "{{office}}: new blocking interference",
      counterpartMoved: "{{office}}: now {{state}}",
    },
    at: "at: {{networks}}",
    own: "concerns your “{{title}}”",
    networks: {
      water: "water",
      sewer: "sewer",
      gas: "gas",
      power: "power",
      telecom: "telecom",
      heating: "district heating",
      road: "street",
      transit: "public transport",
    },
  },
};
