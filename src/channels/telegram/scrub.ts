/** A bot's token opens everything the bot may do, and Telegram's addresses have it in them: it is cut out of every word. */

/** Everything that looks like a bot's token, also one that is not ours. */
const TOKEN = /\b(?:bot)?\d{5,16}:[A-Za-z0-9_-]{25,}/g;

/** `text` without the token, in whatever form (`/bot…/`, percent-encoded). */
export function scrub(text: string, token: string): string {
  const own = [token, encodeURIComponent(token)].filter((t) => t.length > 0);
  return own.reduce((out, t) => out.replaceAll(t, '[token]'), text).replace(TOKEN, '[token]');
}
