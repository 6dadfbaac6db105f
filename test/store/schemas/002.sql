PRAGMA foreign_keys = OFF;
BEGIN;
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
CREATE TABLE group_facts (
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  what TEXT NOT NULL,
  value TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (grp, what)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE role_grants (
  id INTEGER PRIMARY KEY,
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  person INTEGER NOT NULL REFERENCES persons(id),
  role TEXT NOT NULL,
  granted_by TEXT NOT NULL,
  granted_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
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
CREATE TABLE timers (
  timer TEXT NOT NULL,
  ref TEXT NOT NULL,
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  due INTEGER NOT NULL,
  PRIMARY KEY (timer, ref)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE thread_messages (
  grp INTEGER NOT NULL,
  message TEXT NOT NULL,
  thread TEXT NOT NULL REFERENCES threads(id) ON DELETE CASCADE,
  PRIMARY KEY (grp, message)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE counts (
  grp INTEGER NOT NULL,
  day TEXT NOT NULL,                     -- in Belgium, e.g. 2026-03-01
  kind TEXT NOT NULL,
  outcome TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (grp, day, kind, outcome)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE ledger_evidence (
  seq INTEGER PRIMARY KEY REFERENCES ledger(seq),
  grp INTEGER NOT NULL,
  at INTEGER NOT NULL,
  salt TEXT,
  excerpt TEXT,
  erased_at INTEGER
) STRICT;
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
CREATE TABLE telegram_sent (
  key TEXT NOT NULL,
  part INTEGER NOT NULL,
  message TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (key, part)
) STRICT, WITHOUT ROWID;
CREATE TABLE telegram_permissions (
  chat TEXT PRIMARY KEY,
  permissions TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO groups ("id", "channel", "chat", "title", "policy", "recognition_reference", "recognition_date", "approval_reference", "approval_by", "approval_date", "last_spoke_at", "active", "created_at") VALUES (1, 'whatsapp', 'street', 'Rue du Moulin', '{"lang":"fr","mode":"ask","urgentMessages":"saa","sending":"habilitation","askMinutes":10,"settleSeconds":30,"holdMinutes":60,"threadIdleMinutes":180,"speakEverySeconds":60,"offTopicGrace":1,"offerBlurred":true,"voice":"allow","retentionDays":180,"rules":{}}', NULL, NULL, NULL, NULL, NULL, NULL, 1, 1772481600000);
INSERT INTO group_facts ("grp", "what", "value", "at") VALUES (1, 'closedness', '[]', 1772481600000);
INSERT INTO persons ("id", "channel", "identity", "alt", "name", "created_at", "erased_at") VALUES (1, 'whatsapp', '32470000001', 'zoe-lid', 'Zoé Vandermark', 1772481600000, NULL);
INSERT INTO persons ("id", "channel", "identity", "alt", "name", "created_at", "erased_at") VALUES (2, 'whatsapp', 'marc', NULL, 'Marc', 1772481600000, NULL);
INSERT INTO memberships ("grp", "person", "role", "lang", "source", "joined_at", "left_at", "declared_at", "rules_version") VALUES (1, 1, 'member', 'fr', 'joined', 1772481600000, 1772481600000, NULL, NULL);
INSERT INTO memberships ("grp", "person", "role", "lang", "source", "joined_at", "left_at", "declared_at", "rules_version") VALUES (1, 2, 'mandatary', 'fr', 'setup', 1772481600000, NULL, NULL, NULL);
INSERT INTO role_grants ("id", "grp", "person", "role", "granted_by", "granted_at", "ended_at") VALUES (1, 1, 1, 'coordinator', 'marc', 1772481600000, 1772481600000);
INSERT INTO role_grants ("id", "grp", "person", "role", "granted_by", "granted_at", "ended_at") VALUES (2, 1, 2, 'mandatary', '32470000001', 1772481600000, 1772481600000);
INSERT INTO inbox ("id", "key", "received_at", "status", "channel", "chat", "event", "outcome", "why", "error") VALUES (1, 'k1', 1772481600000, 'waiting', 'whatsapp', 'street', '{"type":"message","channel":"whatsapp","chat":"street","scope":"group","at":1772481600000,"message":"m1","revision":0,"sender":{"id":"32470000001","name":"Zoé Vandermark"},"text":"zz-own-words","media":[]}', NULL, NULL, NULL);
INSERT INTO inbox ("id", "key", "received_at", "status", "channel", "chat", "event", "outcome", "why", "error") VALUES (2, 'k2', 1772481600000, 'failed', 'whatsapp', 'street', '{"type":"message","channel":"whatsapp","chat":"street","scope":"group","at":1772481600000,"message":"m1","revision":0,"sender":{"id":"zoe-lid","name":"Zoé Vandermark"},"text":"zz-own-words","media":[]}', NULL, NULL, 'x');
INSERT INTO inbox ("id", "key", "received_at", "status", "channel", "chat", "event", "outcome", "why", "error") VALUES (3, 'whatsapp:street:r:m1:32470000001:👍:1772481600000', 1772481600000, 'judged', 'whatsapp', 'street', NULL, 'passed', NULL, NULL);
INSERT INTO inbox ("id", "key", "received_at", "status", "channel", "chat", "event", "outcome", "why", "error") VALUES (4, 'whatsapp:32470000001:m:1:0', 1772481600000, 'judged', 'whatsapp', '32470000001', NULL, 'passed', NULL, NULL);
INSERT INTO outbox ("id", "key", "inbox", "grp", "channel", "chat", "type", "action", "due", "attempts", "status", "reason", "thread", "message", "created_at", "ended_at") VALUES (1, 'o1', NULL, NULL, 'whatsapp', 'street', 'tell', '{"type":"tell","person":"32470000001","lang":"fr","groupFallback":false,"quote":"zz-own-words"}', 1772481600000, 0, 'waiting', NULL, NULL, NULL, 1772481600000, NULL);
INSERT INTO outbox ("id", "key", "inbox", "grp", "channel", "chat", "type", "action", "due", "attempts", "status", "reason", "thread", "message", "created_at", "ended_at") VALUES (2, 'o2', NULL, NULL, 'whatsapp', 'street', 'tell', '{"type":"tell","person":"marc","lang":"fr","groupFallback":false,"quote":"zz-own-words","buttons":[{"label":"x","action":"release:h1"}]}', 1772481600000, 0, 'waiting', NULL, NULL, NULL, 1772481600000, NULL);
INSERT INTO outbox ("id", "key", "inbox", "grp", "channel", "chat", "type", "action", "due", "attempts", "status", "reason", "thread", "message", "created_at", "ended_at") VALUES (3, 'o3', NULL, NULL, 'whatsapp', '32470000001', 'tell', NULL, 1772481600000, 0, 'done', NULL, NULL, 'sent1', 1772481600000, 1772481600000);
INSERT INTO outbox ("id", "key", "inbox", "grp", "channel", "chat", "type", "action", "due", "attempts", "status", "reason", "thread", "message", "created_at", "ended_at") VALUES (4, 'a7.0.32470000001', NULL, NULL, 'whatsapp', 'street', 'tell', NULL, 1772481600000, 0, 'done', NULL, NULL, NULL, 1772481600000, 1772481600000);
INSERT INTO timers ("timer", "ref", "grp", "due") VALUES ('hold-expiry', 'h1', 1, 1772481600000);
INSERT INTO recent ("grp", "person", "message", "text", "report", "at") VALUES (1, '32470000001', 'm2', 'zz-own-words', 0, 1772481600000);
INSERT INTO holds ("id", "grp", "member", "rule", "condition", "body", "opened_at", "closed_at", "outcome") VALUES ('h1', 1, '32470000001', 'insult', 'review', '{"member":"32470000001","text":"zz-own-words"}', 1772481600000, NULL, NULL);
INSERT INTO holds ("id", "grp", "member", "rule", "condition", "body", "opened_at", "closed_at", "outcome") VALUES ('h2', 1, 'zoe-lid', 'insult', 'review', NULL, 1772481600000, 1772481600000, 'x');
INSERT INTO threads ("id", "seq", "grp", "opened_by", "opened_at", "last_at", "police_informed_at", "message", "signature", "description", "messages", "closed_at", "closed_by") VALUES ('t1', 1, 1, '32470000001', 1772481600000, 1772481600000, NULL, 'm3', '["zz-own-words"]', '{}', 1, 1772481600000, 'zoe-lid');
INSERT INTO thread_messages ("grp", "message", "thread") VALUES (1, 'm3', 't1');
INSERT INTO reviews ("id", "grp", "inbox", "at", "kind", "member", "rule", "confidence", "excerpt", "hold", "resolved_at", "resolved_by", "resolution") VALUES (1, 1, 1, 1772481600000, 'doubt', '32470000001', 'insult', NULL, 'zz-own-words', NULL, NULL, NULL, NULL);
INSERT INTO reviews ("id", "grp", "inbox", "at", "kind", "member", "rule", "confidence", "excerpt", "hold", "resolved_at", "resolved_by", "resolution") VALUES (2, 1, 1, 1772481600000, 'doubt', 'marc', 'insult', NULL, '', NULL, 1772481600000, '32470000001', 'right');
INSERT INTO counts ("grp", "day", "kind", "outcome", "n") VALUES (1, '2026-03-02', 'other', 'passed', 3);
INSERT INTO ledger ("seq", "at", "grp", "kind", "person", "actor", "rule", "clause", "mode", "response", "confidence", "span_from", "span_to", "message", "ref", "digest", "prev", "hash") VALUES (1, 1772481600000, 1, 'infraction', 1, NULL, 'insult', 'Annex 4', 'hold', 'hold', 1, NULL, NULL, 'm1', NULL, '144e78ac38b02eb6e1b309331570fd285f4dd37f68cb79eed2a6381a86dd6dd6', '0000000000000000000000000000000000000000000000000000000000000000', '17a0216b9e7e2cd250cfad9e6d7f3da066a0dd49493a04f4b7ffa406fb16af37');
INSERT INTO ledger ("seq", "at", "grp", "kind", "person", "actor", "rule", "clause", "mode", "response", "confidence", "span_from", "span_to", "message", "ref", "digest", "prev", "hash") VALUES (2, 1772481600000, 1, 'approved', 2, 1, 'insult', 'Annex 4', 'hold', 'hold', 1, NULL, NULL, 'm1', NULL, 'fb5774c0da9c9629808e70e770aec46d0d2d57d6401302e9663f5254d16250e8', '17a0216b9e7e2cd250cfad9e6d7f3da066a0dd49493a04f4b7ffa406fb16af37', 'ba89d1565850091ea187703405a77c7c27fc90d9f14524cc9e90ae63d7a6b5fb');
INSERT INTO ledger_evidence ("seq", "grp", "at", "salt", "excerpt", "erased_at") VALUES (1, 1, 1772481600000, '4563ada6cbaeb6fe7494279919a8be3e', 'zz-own-words', NULL);
INSERT INTO ledger_evidence ("seq", "grp", "at", "salt", "excerpt", "erased_at") VALUES (2, 1, 1772481600000, '2c2aa69bf9898061fb52964622198852', 'zz-own-words', NULL);
INSERT INTO cases ("id", "grp", "person", "ladder", "step", "opened_at", "closed_at") VALUES (1, 1, 1, 'member', '', 1772481600000, 1772481600000);
INSERT INTO case_entries ("case_id", "seq") VALUES (1, 1);
INSERT INTO telegram_later ("chat", "what", "subject", "person", "until", "due", "attempts") VALUES ('s', 'delete', 'm9', NULL, NULL, 1772481600000, 0);
INSERT INTO telegram_sent ("key", "part", "message", "at") VALUES ('b', 0, 'm', 1772481600000);
INSERT INTO telegram_permissions ("chat", "permissions") VALUES ('s', '{}');
CREATE INDEX persons_alt ON persons (channel, alt) WHERE alt IS NOT NULL;
CREATE INDEX memberships_person ON memberships (person);
CREATE INDEX role_grants_current ON role_grants (grp, person) WHERE ended_at IS NULL;
CREATE INDEX inbox_waiting ON inbox (channel, chat, id) WHERE status = 'waiting';
CREATE INDEX inbox_failed ON inbox (id) WHERE status = 'failed';
CREATE INDEX outbox_waiting ON outbox (channel, chat, id) WHERE status = 'waiting';
CREATE INDEX outbox_due ON outbox (due) WHERE status = 'waiting';
CREATE INDEX timers_due ON timers (due);
CREATE INDEX holds_open ON holds (grp) WHERE closed_at IS NULL;
CREATE INDEX holds_open_member ON holds (member) WHERE closed_at IS NULL;
CREATE INDEX threads_open ON threads (grp, seq) WHERE closed_at IS NULL;
CREATE INDEX thread_messages_thread ON thread_messages (thread);
CREATE INDEX reviews_open ON reviews (grp, id) WHERE resolved_at IS NULL;
CREATE INDEX ledger_group ON ledger (grp, seq);
CREATE INDEX ledger_member ON ledger (grp, person, rule, at);
CREATE INDEX ledger_evidence_kept ON ledger_evidence (grp, at) WHERE erased_at IS NULL;
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_no_replace BEFORE INSERT ON ledger WHEN EXISTS (SELECT 1 FROM ledger WHERE seq >= NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE INDEX telegram_later_due ON telegram_later (due);
CREATE INDEX telegram_sent_at ON telegram_sent (at);
PRAGMA user_version = 2;
COMMIT;
