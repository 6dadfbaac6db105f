/** Cases of the ladder, proposals, commands that wait for an answer, broadcasts, habilitation, registration. */
export const sql = `
-- Who opened a case, why, and how it ended (art. 8 b, c).
ALTER TABLE cases ADD COLUMN opened_by INTEGER REFERENCES persons(id);
ALTER TABLE cases ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN outcome TEXT;
-- The office that a coordinator had before a suspension or dismissal took it away.
ALTER TABLE cases ADD COLUMN office TEXT;
CREATE INDEX cases_of ON cases (grp, person, id);

-- What was done in a case, in order. The case's state is told from this alone.
CREATE TABLE case_acts (
  id TEXT PRIMARY KEY,                   -- the same act twice is one act
  case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor INTEGER NOT NULL,                -- 0: a moment that came
  role TEXT NOT NULL,
  act TEXT NOT NULL,                     -- JSON, actSchema
  UNIQUE (case_id, n)
) STRICT, WITHOUT ROWID;

-- Steps that the infractions speak for. People decide.
CREATE TABLE proposals (
  id INTEGER PRIMARY KEY,
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  person INTEGER NOT NULL REFERENCES persons(id),
  ladder TEXT NOT NULL,
  rung TEXT NOT NULL,
  because TEXT NOT NULL,
  points REAL NOT NULL,
  evidence TEXT NOT NULL,                -- JSON list of ledger numbers
  at INTEGER NOT NULL,
  decided_at INTEGER,
  decided_by INTEGER REFERENCES persons(id),
  decision TEXT CHECK (decision IN ('taken', 'dismissed', 'outdated'))
) STRICT;
CREATE INDEX proposals_open ON proposals (grp, person) WHERE decided_at IS NULL;

-- A command that asks back: which group, which person, are you sure. Forgotten after a while.
CREATE TABLE command_waits (
  id TEXT PRIMARY KEY,
  channel TEXT NOT NULL,
  person INTEGER NOT NULL REFERENCES persons(id),
  need TEXT NOT NULL CHECK (need IN ('group', 'who', 'which', 'confirm')),
  body TEXT NOT NULL,                    -- JSON
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX command_waits_of ON command_waits (person, at);

-- What a command changed, so that it can be taken back where the law allows.
CREATE TABLE command_undos (
  id TEXT PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES persons(id),
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  body TEXT NOT NULL,
  at INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;

-- Messages of the police to one or several groups (art. 9 b, d), with what became of each.
CREATE TABLE broadcasts (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('hot', 'cold', 'crisis', 'general')),
  sender INTEGER NOT NULL REFERENCES persons(id),
  text TEXT NOT NULL,
  digest TEXT NOT NULL,                  -- SHA-256 of the text: a relay that was altered shows
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE broadcast_groups (
  broadcast INTEGER NOT NULL REFERENCES broadcasts(id) ON DELETE CASCADE,
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  key TEXT NOT NULL,                     -- of the outbox
  status TEXT,                           -- how it ended, once it did
  reason TEXT,
  ended_at INTEGER,
  PRIMARY KEY (broadcast, grp)
) STRICT, WITHOUT ROWID;

-- Habilitation to send without prior authorisation: given and withdrawn by the police (art. 8 d).
CREATE TABLE habilitations (
  id INTEGER PRIMARY KEY,
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  given INTEGER NOT NULL,
  by INTEGER NOT NULL REFERENCES persons(id),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

-- The charter's data (Annex 2), and its changes that the SPF Interieur must hear of (art. 6).
CREATE TABLE registrations (
  grp INTEGER PRIMARY KEY REFERENCES groups(id) ON DELETE CASCADE,
  charter TEXT NOT NULL,                 -- JSON, charterSchema
  at INTEGER NOT NULL,
  by INTEGER REFERENCES persons(id)
) STRICT;
CREATE TABLE registration_changes (
  id INTEGER PRIMARY KEY,
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  item TEXT NOT NULL,
  at INTEGER NOT NULL,
  by INTEGER REFERENCES persons(id),
  notified_at INTEGER
) STRICT;
CREATE INDEX registration_changes_open ON registration_changes (grp) WHERE notified_at IS NULL;

ALTER TABLE role_grants ADD COLUMN reason TEXT NOT NULL DEFAULT '';
`;
