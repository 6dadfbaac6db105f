/** Baileys writes message texts and keys into its log: it gets one that forgets everything. */
export const quietLogger = {
  level: 'silent',
  child: () => quietLogger,
  trace: () => {},
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
};
