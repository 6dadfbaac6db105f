/** What the Telegram adapter must not forget when the program is restarted. Holds no text of anybody. */
export const sql = `
-- Something to be done on Telegram at a later moment: take away a short answer of the bot, renew a measure that lasts
-- longer than Telegram's 366 days. One of a kind for each chat and subject.
CREATE TABLE telegram_later (
  chat TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('delete', 'restrict', 'ban')),
  subject TEXT NOT NULL,                 -- a message, or a person
  person TEXT,                           -- to whom the short answer was addressed
  until INTEGER,                         -- when the measure ends; ms
  due INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (chat, what, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX telegram_later_due ON telegram_later (due);

-- Which messages an action has sent already: a repeated attempt goes on after the last of them.
CREATE TABLE telegram_sent (
  key TEXT NOT NULL,
  part INTEGER NOT NULL,
  message TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (key, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX telegram_sent_at ON telegram_sent (at);

-- What members could do before the group was closed to all but announcements; JSON.
CREATE TABLE telegram_permissions (
  chat TEXT PRIMARY KEY,
  permissions TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
