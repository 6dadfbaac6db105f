/** What the WhatsApp connection must remember. Keys and messages are sealed; the file that opens them is elsewhere. */
export const sql = `
-- Credentials, Signal sessions, pre-keys…: id is a keyed digest, so that the table names nobody.
CREATE TABLE whatsapp_keys (
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  value BLOB NOT NULL,                   -- AES-256-GCM
  PRIMARY KEY (type, id)
) STRICT, WITHOUT ROWID;

-- What the bot sent lately: WhatsApp asks for it again when a phone could not decrypt it. Sealed, bounded, short-lived.
CREATE TABLE whatsapp_sent (
  id TEXT PRIMARY KEY,                   -- the message's number on WhatsApp
  at INTEGER NOT NULL,
  value BLOB NOT NULL                    -- AES-256-GCM
) STRICT, WITHOUT ROWID;
CREATE INDEX whatsapp_sent_at ON whatsapp_sent (at);

-- WhatsApp has no buttons: which answers were numbered 1, 2, 3 in which private message.
CREATE TABLE whatsapp_choices (
  message TEXT PRIMARY KEY,
  person TEXT NOT NULL,                  -- keyed digest
  at INTEGER NOT NULL,
  actions TEXT NOT NULL                  -- JSON list of button actions, e.g. ["informed:h12"]
) STRICT, WITHOUT ROWID;
CREATE INDEX whatsapp_choices_person ON whatsapp_choices (person, at);

-- How much was sent on a day (human pace), and to whom the bot has written before.
CREATE TABLE whatsapp_pace (
  day TEXT NOT NULL,
  kind TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (day, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE whatsapp_met (
  person TEXT PRIMARY KEY,               -- keyed digest
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
