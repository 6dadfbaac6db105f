/** The browser and its system in two words, for the list of sessions; no more of the user agent is kept. */
export function deviceOf(agent: string): string {
  const browser = /\bEdg/.test(agent)
    ? 'Edge'
    : /\bFirefox\//.test(agent)
      ? 'Firefox'
      : /\b(?:Chrome|Chromium|CriOS)\//.test(agent)
        ? 'Chrome'
        : /\bSafari\//.test(agent)
          ? 'Safari'
          : '?';
  const system = /\bAndroid\b/.test(agent)
    ? 'Android'
    : /\b(?:iPhone|iPad)\b/.test(agent)
      ? 'iOS'
      : /\bWindows\b/.test(agent)
        ? 'Windows'
        : /\bMac OS X\b/.test(agent)
          ? 'macOS'
          : /\bLinux\b/.test(agent)
            ? 'Linux'
            : '?';
  return `${browser} · ${system}`;
}
