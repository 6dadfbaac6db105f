/** The least and the most of each number among a group's settings: for the schema, and for the form in the browser. */
export const POLICY_BOUNDS = {
  askMinutes: [1, 240],
  settleSeconds: [0, 300],
  holdMinutes: [5, 1440],
  threadIdleMinutes: [10, 2880],
  speakEverySeconds: [0, 3600],
  offTopicGrace: [0, 20],
  retentionDays: [1, 1095],
} as const;
