/** First form of the database: register, journals, memory of decide, ledger. See docs/ARCHITECTURE.md. */
export const sql = `
-- Register -----------------------------------------------------------------------------------------------------
CREATE TABLE groups (
  id INTEGER PRIMARY KEY,
  channel TEXT NOT NULL,
  chat TEXT NOT NULL,
  title TEXT NOT NULL,
  policy TEXT NOT NULL,                  -- JSON, policySchema
  recognition_reference TEXT,            -- Annex 4 §1
  recognition_date TEXT,
  approval_reference TEXT,               -- Annex 4 §2
  approval_by TEXT,
  approval_date TEXT,
  last_spoke_at INTEGER,
  active INTEGER NOT NULL DEFAULT 1,     -- 0: the bot was taken out of the chat
  created_at INTEGER NOT NULL,
  UNIQUE (channel, chat)
) STRICT;

-- What the channel last said about a group (closedness, missing rights): one row a fact, JSON.
CREATE TABLE group_facts (
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  what TEXT NOT NULL,
  value TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (grp, what)
) STRICT, WITHOUT ROWID;

-- A person as one channel knows them. alt: the other form of the same identity (WhatsApp LID and number).
CREATE TABLE persons (
  id INTEGER PRIMARY KEY,
  channel TEXT NOT NULL,
  identity TEXT NOT NULL,
  alt TEXT,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  erased_at INTEGER,
  UNIQUE (channel, identity)
) STRICT;
CREATE INDEX persons_alt ON persons (channel, alt) WHERE alt IS NOT NULL;

CREATE TABLE memberships (
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  person INTEGER NOT NULL REFERENCES persons(id),
  role TEXT NOT NULL,
  lang TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('setup', 'seen', 'joined')),
  joined_at INTEGER NOT NULL,
  left_at INTEGER,
  declared_at INTEGER,                   -- Annex 4 §5: of age and of the territory, as declared
  rules_version TEXT,                    -- version of the internal rules that was accepted
  PRIMARY KEY (grp, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_person ON memberships (person);

-- Who gave which role to whom, and when it ended (art. 8, Annex 3).
CREATE TABLE role_grants (
  id INTEGER PRIMARY KEY,
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  person INTEGER NOT NULL REFERENCES persons(id),
  role TEXT NOT NULL,
  granted_by TEXT NOT NULL,
  granted_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX role_grants_current ON role_grants (grp, person) WHERE ended_at IS NULL;

-- Journals -----------------------------------------------------------------------------------------------------
-- event is kept only while it has a purpose: until it is judged, and a while longer when judging failed.
CREATE TABLE inbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: holds and threads are named after it
  key TEXT NOT NULL UNIQUE,
  received_at INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('waiting', 'judged', 'failed')),
  channel TEXT NOT NULL,
  chat TEXT NOT NULL,
  event TEXT,                            -- JSON, channelEventSchema; NULL: a tombstone
  outcome TEXT,
  why TEXT,                              -- machine words, joined by blanks
  error TEXT
) STRICT;
CREATE INDEX inbox_waiting ON inbox (channel, chat, id) WHERE status = 'waiting';
CREATE INDEX inbox_failed ON inbox (id) WHERE status = 'failed';

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,              -- the same at every attempt
  inbox INTEGER,
  grp INTEGER,
  channel TEXT NOT NULL,
  chat TEXT NOT NULL,
  type TEXT NOT NULL,
  action TEXT,                           -- JSON; NULL once it was carried out
  due INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  status TEXT NOT NULL CHECK (status IN ('waiting', 'done', 'impossible', 'merged')),
  reason TEXT,
  thread TEXT,                           -- answers to what is sent belong to this report thread
  message TEXT,                          -- the platform's id of what was sent
  created_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX outbox_waiting ON outbox (channel, chat, id) WHERE status = 'waiting';
CREATE INDEX outbox_due ON outbox (due) WHERE status = 'waiting';

CREATE TABLE timers (
  timer TEXT NOT NULL,
  ref TEXT NOT NULL,
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  due INTEGER NOT NULL,
  PRIMARY KEY (timer, ref)
) STRICT, WITHOUT ROWID;
CREATE INDEX timers_due ON timers (due);

-- Memory of decide ---------------------------------------------------------------------------------------------
-- Texts that passed, for two minutes: short messages in a row are read together. So small that a scan is cheaper
-- than an index.
CREATE TABLE recent (
  grp INTEGER NOT NULL,
  person TEXT NOT NULL,
  message TEXT NOT NULL,
  text TEXT NOT NULL,
  report INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (grp, person, message)
) STRICT, WITHOUT ROWID;

CREATE TABLE holds (
  id TEXT PRIMARY KEY,
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  member TEXT NOT NULL,
  rule TEXT NOT NULL,
  condition TEXT NOT NULL,
  body TEXT,                             -- JSON of the Hold; NULL once it is closed
  opened_at INTEGER NOT NULL,
  closed_at INTEGER,
  outcome TEXT
) STRICT;
CREATE INDEX holds_open ON holds (grp) WHERE closed_at IS NULL;
CREATE INDEX holds_open_member ON holds (member) WHERE closed_at IS NULL;

CREATE TABLE threads (
  id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,                  -- inbox number: the order in which threads were opened
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  opened_by TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  police_informed_at INTEGER,
  message TEXT NOT NULL,
  signature TEXT NOT NULL,               -- JSON list of folded words; [] once it is closed
  description TEXT NOT NULL,             -- JSON of six yes/no
  messages INTEGER NOT NULL DEFAULT 1,
  closed_at INTEGER,
  closed_by TEXT
) STRICT;
CREATE INDEX threads_open ON threads (grp, seq) WHERE closed_at IS NULL;

-- Which message stands in which thread, so that an answer finds it.
CREATE TABLE thread_messages (
  grp INTEGER NOT NULL,
  message TEXT NOT NULL,
  thread TEXT NOT NULL REFERENCES threads(id) ON DELETE CASCADE,
  PRIMARY KEY (grp, message)
) STRICT, WITHOUT ROWID;
CREATE INDEX thread_messages_thread ON thread_messages (thread);

-- What a person should look at: doubts of the machine, contests of members.
CREATE TABLE reviews (
  id INTEGER PRIMARY KEY,
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  inbox INTEGER NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('doubt', 'contest')),
  member TEXT NOT NULL,
  rule TEXT NOT NULL,
  confidence REAL,
  excerpt TEXT NOT NULL,
  hold TEXT,
  resolved_at INTEGER,
  resolved_by TEXT,
  resolution TEXT
) STRICT;
CREATE INDEX reviews_open ON reviews (grp, id) WHERE resolved_at IS NULL;

-- Messages by kind and outcome, without a word of their text (art. 7).
CREATE TABLE counts (
  grp INTEGER NOT NULL,
  day TEXT NOT NULL,                     -- in Belgium, e.g. 2026-03-01
  kind TEXT NOT NULL,
  outcome TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (grp, day, kind, outcome)
) STRICT, WITHOUT ROWID;

-- Ledger (X-3) -------------------------------------------------------------------------------------------------
-- Append-only. Holds no name, no identity and no text: a person is a number, an excerpt is a salted digest.
CREATE TABLE ledger (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, -- sqlite_sequence remembers the highest: a cut tail shows
  at INTEGER NOT NULL,
  grp INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('infraction', 'approved', 'contest', 'annulment')),
  person INTEGER NOT NULL,               -- whom the entry is about
  actor INTEGER,                         -- who approved, contested or annulled
  rule TEXT NOT NULL,
  clause TEXT NOT NULL,
  mode TEXT NOT NULL,
  response TEXT NOT NULL,
  confidence REAL NOT NULL,
  span_from INTEGER,
  span_to INTEGER,
  message TEXT NOT NULL,                 -- the platform's number of the message; '' for what is about none
  ref INTEGER,                           -- the entry that this one speaks of
  digest TEXT NOT NULL,                  -- SHA-256 of salt and excerpt
  prev TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX ledger_group ON ledger (grp, seq);
CREATE INDEX ledger_member ON ledger (grp, person, rule, at);

-- What may be erased (retention, GDPR) without breaking the chain.
CREATE TABLE ledger_evidence (
  seq INTEGER PRIMARY KEY REFERENCES ledger(seq),
  grp INTEGER NOT NULL,
  at INTEGER NOT NULL,
  salt TEXT,
  excerpt TEXT,
  erased_at INTEGER
) STRICT;
CREATE INDEX ledger_evidence_kept ON ledger_evidence (grp, at) WHERE erased_at IS NULL;

CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
-- INSERT OR REPLACE would delete without firing the trigger above.
CREATE TRIGGER ledger_no_replace BEFORE INSERT ON ledger WHEN EXISTS (SELECT 1 FROM ledger WHERE seq >= NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

-- Seam for the ladder of art. 8 b and c: a case gathers ledger entries and runs through steps.
CREATE TABLE cases (
  id INTEGER PRIMARY KEY,
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  person INTEGER NOT NULL REFERENCES persons(id),
  ladder TEXT NOT NULL CHECK (ladder IN ('member', 'coordinator')),
  step TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  closed_at INTEGER
) STRICT;
CREATE TABLE case_entries (
  case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
  seq INTEGER NOT NULL REFERENCES ledger(seq),
  PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;
`;
