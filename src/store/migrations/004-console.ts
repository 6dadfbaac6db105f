/** The console: who is signed in, the one-time keys that sign in, who looked at personal data, examples on offer. */
export const sql = `
-- A cookie is never kept, only its digest. person NULL: whoever has the terminal of the machine.
CREATE TABLE console_sessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  token TEXT NOT NULL UNIQUE,
  previous TEXT,                         -- the token before the last rotation, good for a few seconds more
  person INTEGER REFERENCES persons(id),
  device TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  rotated_at INTEGER NOT NULL,
  ended_at INTEGER,
  ended_by TEXT                          -- sign-out, revoked, idle, age, reuse
) STRICT;
CREATE INDEX console_sessions_previous ON console_sessions (previous) WHERE previous IS NOT NULL;

-- Links and codes that sign in once. request: a code only helps the browser that asked for it.
CREATE TABLE console_keys (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('link', 'code')),
  digest TEXT NOT NULL,
  request TEXT,
  person INTEGER REFERENCES persons(id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  used_at INTEGER
) STRICT;
CREATE INDEX console_keys_open ON console_keys (kind, digest) WHERE used_at IS NULL;
CREATE INDEX console_keys_request ON console_keys (request) WHERE request IS NOT NULL;

-- Who looked at or changed what, and when. Never what stood there.
CREATE TABLE access_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  session INTEGER,
  actor INTEGER,                         -- person; NULL: whoever has the terminal
  what TEXT NOT NULL,
  grp INTEGER,
  subject INTEGER                        -- the person whose data it was
) STRICT;
CREATE INDEX access_log_at ON access_log (at);
CREATE INDEX access_log_subject ON access_log (subject, at) WHERE subject IS NOT NULL;

-- Words that were judged wrongly, offered as examples for the rules until a person accepts or discards them.
CREATE TABLE offered_examples (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  rule TEXT NOT NULL,
  lang TEXT NOT NULL,
  text TEXT NOT NULL,                    -- '' once it was decided
  offered_by INTEGER,
  decided_at INTEGER,
  decided_by INTEGER,
  accepted INTEGER
) STRICT;
CREATE INDEX offered_examples_open ON offered_examples (grp, id) WHERE decided_at IS NULL;
`;
