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
  rules_version TEXT, left_by INTEGER REFERENCES persons(id),                    -- version of the internal rules that was accepted
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
, reason TEXT NOT NULL DEFAULT '') STRICT;
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
, opened_by INTEGER REFERENCES persons(id), reason TEXT NOT NULL DEFAULT '', outcome TEXT, office TEXT, salt TEXT) STRICT;
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
CREATE TABLE whatsapp_keys (
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  value BLOB NOT NULL,                   -- AES-256-GCM
  PRIMARY KEY (type, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE whatsapp_sent (
  id TEXT PRIMARY KEY,                   -- the message's number on WhatsApp
  at INTEGER NOT NULL,
  value BLOB NOT NULL                    -- AES-256-GCM
) STRICT, WITHOUT ROWID;
CREATE TABLE whatsapp_choices (
  message TEXT PRIMARY KEY,
  person TEXT NOT NULL,                  -- keyed digest
  at INTEGER NOT NULL,
  actions TEXT NOT NULL                  -- JSON list of button actions, e.g. ["informed:h12"]
) STRICT, WITHOUT ROWID;
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
CREATE TABLE access_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  session INTEGER,
  actor INTEGER,                         -- person; NULL: whoever has the terminal
  what TEXT NOT NULL,
  grp INTEGER,
  subject INTEGER                        -- the person whose data it was
) STRICT;
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
CREATE TABLE digest_settings (
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  person INTEGER NOT NULL REFERENCES persons(id),
  cadence TEXT NOT NULL CHECK (cadence IN ('daily', 'weekly')),
  weekday INTEGER NOT NULL,              -- 1 Monday … 7 Sunday; for weekly ones
  minute INTEGER NOT NULL,               -- of the Belgian day, 0 … 1439
  email TEXT,
  until INTEGER NOT NULL,                -- where the last one ended and the next begins
  PRIMARY KEY (grp, person)
) STRICT, WITHOUT ROWID;
CREATE TABLE mails (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  grp INTEGER NOT NULL,
  person INTEGER NOT NULL,
  address TEXT,
  ref TEXT NOT NULL,                     -- what it carries, e.g. digest:3:12:…
  lang TEXT NOT NULL,
  due INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  status TEXT NOT NULL CHECK (status IN ('waiting', 'done', 'impossible')),
  reason TEXT,
  created_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE TABLE surveys (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  opened_at INTEGER NOT NULL,
  closes_at INTEGER NOT NULL,
  closed_at INTEGER,
  invited INTEGER NOT NULL
) STRICT;
CREATE TABLE survey_taken (
  survey INTEGER NOT NULL REFERENCES surveys(id) ON DELETE CASCADE,
  person INTEGER NOT NULL,
  question TEXT NOT NULL,
  PRIMARY KEY (survey, person, question)
) STRICT, WITHOUT ROWID;
CREATE TABLE survey_answers (
  survey INTEGER NOT NULL REFERENCES surveys(id) ON DELETE CASCADE,
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (survey, question, answer)
) STRICT, WITHOUT ROWID;
CREATE TABLE evaluations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  survey INTEGER REFERENCES surveys(id) ON DELETE SET NULL,
  texts TEXT NOT NULL,                   -- JSON, what the mandatary writes
  author TEXT NOT NULL,                  -- the mandatary's name, as it stands under the report
  created_at INTEGER NOT NULL,
  finished_at INTEGER                    -- handed out: art. 7 is done from then on
) STRICT;
CREATE TABLE case_acts (
  id TEXT PRIMARY KEY,                   -- the same act twice is one act
  case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor INTEGER NOT NULL,                -- 0: a moment that came
  role TEXT NOT NULL,
  act TEXT NOT NULL, salt TEXT,                     -- JSON, actSchema
  UNIQUE (case_id, n)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE command_waits (
  id TEXT PRIMARY KEY,
  channel TEXT NOT NULL,
  person INTEGER NOT NULL REFERENCES persons(id),
  need TEXT NOT NULL CHECK (need IN ('group', 'who', 'which', 'confirm')),
  body TEXT NOT NULL,                    -- JSON
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE command_undos (
  id TEXT PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES persons(id),
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  body TEXT NOT NULL,
  at INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;
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
CREATE TABLE habilitations (
  id INTEGER PRIMARY KEY,
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  given INTEGER NOT NULL,
  by INTEGER NOT NULL REFERENCES persons(id),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
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
CREATE TABLE whatsapp_passing (
  chat TEXT NOT NULL,
  message TEXT NOT NULL,
  due INTEGER NOT NULL,
  PRIMARY KEY (chat, message)
) STRICT, WITHOUT ROWID;
CREATE TABLE partnerships (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  zone TEXT NOT NULL,
  commune TEXT NOT NULL,
  variant TEXT NOT NULL,
  lang TEXT NOT NULL,
  initiator TEXT NOT NULL,               -- who answers for the platform (Annex 4 §3 b)
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE partnership_groups (
  grp INTEGER PRIMARY KEY REFERENCES groups(id) ON DELETE CASCADE,
  partnership INTEGER REFERENCES partnerships(id),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'bound')),
  by INTEGER REFERENCES persons(id),
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE account_persons (
  person INTEGER PRIMARY KEY REFERENCES persons(id),
  account INTEGER NOT NULL
) STRICT;
CREATE TABLE offices (
  id INTEGER PRIMARY KEY,
  partnership INTEGER NOT NULL REFERENCES partnerships(id),
  person INTEGER NOT NULL REFERENCES persons(id),
  role TEXT NOT NULL,
  groups TEXT,                           -- JSON list of numbers; NULL: every group of the partnership
  by TEXT NOT NULL,                      -- as in role_grants
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE enrolment_codes (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('role', 'group', 'account')),
  digest TEXT NOT NULL UNIQUE,
  partnership INTEGER REFERENCES partnerships(id),
  role TEXT,
  groups TEXT,                           -- JSON list of numbers; NULL: every group of the partnership
  issued_by INTEGER REFERENCES persons(id), -- NULL: the terminal of the machine
  at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  used_by INTEGER REFERENCES persons(id),
  revoked_at INTEGER
) STRICT;
CREATE TABLE enrolment_salt (id INTEGER PRIMARY KEY CHECK (id = 1), salt TEXT NOT NULL) STRICT;
CREATE TABLE enrolment_attempts (
  id INTEGER PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES persons(id),
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE enrolments (
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  person INTEGER NOT NULL REFERENCES persons(id),
  started_at INTEGER NOT NULL,
  reminders INTEGER NOT NULL DEFAULT 0,
  accepted_at INTEGER,                   -- also before they are let in
  version TEXT,                          -- of the internal rules that they accepted
  requested_at INTEGER,                  -- asked to be let in, and nobody has answered
  reported_at INTEGER,                   -- the coordinator was told of somebody who was not on the register
  PRIMARY KEY (grp, person)
) STRICT, WITHOUT ROWID;
CREATE TABLE declarations (
  id INTEGER PRIMARY KEY,
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  person INTEGER NOT NULL REFERENCES persons(id),
  at INTEGER NOT NULL,
  version TEXT NOT NULL
) STRICT;
CREATE TABLE internal_rules (
  partnership INTEGER NOT NULL REFERENCES partnerships(id),
  lang TEXT NOT NULL,
  text TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (partnership, lang)
) STRICT, WITHOUT ROWID;
CREATE TABLE console_passkeys (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person INTEGER NOT NULL REFERENCES persons(id),
  handle TEXT NOT NULL,                  -- by which devices know the person; random, says nothing
  credential TEXT NOT NULL UNIQUE,
  public_key BLOB NOT NULL,              -- SPKI
  algorithm INTEGER NOT NULL,            -- COSE
  counter INTEGER NOT NULL,
  device TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;
CREATE TABLE picture_messages (
  grp INTEGER NOT NULL,
  person TEXT NOT NULL,
  message TEXT NOT NULL,
  album TEXT,
  media TEXT NOT NULL,                   -- JSON, references only
  at INTEGER NOT NULL,
  PRIMARY KEY (grp, person, message)
) STRICT, WITHOUT ROWID;
CREATE TABLE case_log (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, -- sqlite_sequence remembers the highest: a cut tail shows
  at INTEGER NOT NULL,
  case_id INTEGER NOT NULL,
  grp INTEGER NOT NULL,
  person INTEGER NOT NULL,               -- whom the case is about
  actor INTEGER NOT NULL,                -- 0: a moment that came
  role TEXT NOT NULL,
  act TEXT NOT NULL,                     -- its name; 'open', 'evidence'
  ref TEXT NOT NULL,                     -- of case_acts
  facts TEXT NOT NULL,                   -- JSON, no words of anybody
  digest TEXT NOT NULL,                  -- SHA-256 of salt and words
  prev TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
INSERT INTO groups ("id", "channel", "chat", "title", "policy", "recognition_reference", "recognition_date", "approval_reference", "approval_by", "approval_date", "last_spoke_at", "active", "created_at") VALUES (1, 'whatsapp', 'street', 'Rue du Moulin', '{"lang":"fr","mode":"ask","urgentMessages":"saa","sending":"habilitation","askMinutes":10,"settleSeconds":30,"holdMinutes":60,"threadIdleMinutes":180,"speakEverySeconds":60,"offTopicGrace":1,"offerBlurred":true,"voice":"allow","retentionDays":180,"rules":{}}', NULL, NULL, NULL, NULL, NULL, NULL, 1, 1772481600000);
INSERT INTO group_facts ("grp", "what", "value", "at") VALUES (1, 'closedness', '[]', 1772481600000);
INSERT INTO persons ("id", "channel", "identity", "alt", "name", "created_at", "erased_at") VALUES (1, 'whatsapp', '32470000001', 'zoe-lid', 'Zoé Vandermark', 1772481600000, NULL);
INSERT INTO persons ("id", "channel", "identity", "alt", "name", "created_at", "erased_at") VALUES (2, 'whatsapp', 'marc', NULL, 'Marc', 1772481600000, NULL);
INSERT INTO memberships ("grp", "person", "role", "lang", "source", "joined_at", "left_at", "declared_at", "rules_version", "left_by") VALUES (1, 1, 'member', 'fr', 'joined', 1772481600000, 1772481600000, NULL, NULL, NULL);
INSERT INTO memberships ("grp", "person", "role", "lang", "source", "joined_at", "left_at", "declared_at", "rules_version", "left_by") VALUES (1, 2, 'mandatary', 'fr', 'setup', 1772481600000, NULL, NULL, NULL, NULL);
INSERT INTO role_grants ("id", "grp", "person", "role", "granted_by", "granted_at", "ended_at", "reason") VALUES (1, 1, 1, 'coordinator', 'marc', 1772481600000, 1772481600000, 'zz-own-words');
INSERT INTO role_grants ("id", "grp", "person", "role", "granted_by", "granted_at", "ended_at", "reason") VALUES (2, 1, 2, 'mandatary', '32470000001', 1772481600000, 1772481600000, '');
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
INSERT INTO ledger ("seq", "at", "grp", "kind", "person", "actor", "rule", "clause", "mode", "response", "confidence", "span_from", "span_to", "message", "ref", "digest", "prev", "hash") VALUES (1, 1772481600000, 1, 'infraction', 1, NULL, 'insult', 'Annex 4', 'hold', 'hold', 1, NULL, NULL, 'm1', NULL, 'e189978cb4b85ad7d70dda6cc379e8f1c42801d9475049eca8a25bffb0610a62', '0000000000000000000000000000000000000000000000000000000000000000', 'ee400d389c08cbc9ef08d2a2e27199bc84c65b4b45673ed9a9f219706915c670');
INSERT INTO ledger ("seq", "at", "grp", "kind", "person", "actor", "rule", "clause", "mode", "response", "confidence", "span_from", "span_to", "message", "ref", "digest", "prev", "hash") VALUES (2, 1772481600000, 1, 'approved', 2, 1, 'insult', 'Annex 4', 'hold', 'hold', 1, NULL, NULL, 'm1', NULL, 'd8179a5494d8210a727c9e7cea911eb402760148e45d26819b3692467f44dd61', 'ee400d389c08cbc9ef08d2a2e27199bc84c65b4b45673ed9a9f219706915c670', '4bb63f87d9e3ee2bc77315ba00e9019e40287d05a89325126595a9b6353d45f4');
INSERT INTO ledger_evidence ("seq", "grp", "at", "salt", "excerpt", "erased_at") VALUES (1, 1, 1772481600000, '2de83ce632d7ede579cd61c730bbe48a', 'zz-own-words', NULL);
INSERT INTO ledger_evidence ("seq", "grp", "at", "salt", "excerpt", "erased_at") VALUES (2, 1, 1772481600000, '21ec5564472a55eb3cca9c84d114270b', 'zz-own-words', NULL);
INSERT INTO cases ("id", "grp", "person", "ladder", "step", "opened_at", "closed_at", "opened_by", "reason", "outcome", "office", "salt") VALUES (1, 1, 1, 'member', 'M-1', 1772481600000, 1772481600000, 2, 'zz-own-words', 'closed', NULL, '0fc23e91872a7172bfdc92ce627fc085');
INSERT INTO case_entries ("case_id", "seq") VALUES (1, 1);
INSERT INTO telegram_later ("chat", "what", "subject", "person", "until", "due", "attempts") VALUES ('s', 'delete', 'm9', NULL, NULL, 1772481600000, 0);
INSERT INTO telegram_sent ("key", "part", "message", "at") VALUES ('b', 0, 'm', 1772481600000);
INSERT INTO telegram_permissions ("chat", "permissions") VALUES ('s', '{}');
INSERT INTO whatsapp_keys ("type", "id", "value") VALUES ('session', 'k', x'78');
INSERT INTO whatsapp_sent ("id", "at", "value") VALUES ('sent1', 1772481600000, x'78');
INSERT INTO whatsapp_choices ("message", "person", "at", "actions") VALUES ('sent1', 'digest', 1772481600000, '[]');
INSERT INTO whatsapp_pace ("day", "kind", "n") VALUES ('2026-03-02', 'say', 1);
INSERT INTO whatsapp_met ("person", "at") VALUES ('digest', 1772481600000);
INSERT INTO console_sessions ("id", "token", "previous", "person", "device", "created_at", "seen_at", "rotated_at", "ended_at", "ended_by") VALUES (1, 'tok', NULL, 1, 'zz-own-words', 1772481600000, 1772481600000, 1772481600000, 1772481600000, NULL);
INSERT INTO console_keys ("id", "kind", "digest", "request", "person", "created_at", "expires_at", "attempts", "used_at") VALUES (1, 'link', 'd', NULL, 1, 1772481600000, 1772481600000, 0, NULL);
INSERT INTO access_log ("id", "at", "session", "actor", "what", "grp", "subject") VALUES (1, 1772481600000, NULL, 2, 'saw-member', 1, 1);
INSERT INTO offered_examples ("id", "grp", "at", "rule", "lang", "text", "offered_by", "decided_at", "decided_by", "accepted") VALUES (1, 1, 1772481600000, 'insult', 'fr', 'zz-own-words', 2, NULL, NULL, NULL);
INSERT INTO digest_settings ("grp", "person", "cadence", "weekday", "minute", "email", "until") VALUES (1, 1, 'daily', 1, 480, 'zoe-mail@example.be', 1772481600000);
INSERT INTO mails ("id", "key", "grp", "person", "address", "ref", "lang", "due", "attempts", "status", "reason", "created_at", "ended_at") VALUES (1, 'e1', 1, 1, 'zoe-mail@example.be', 'digest:1', 'fr', 1772481600000, 0, 'waiting', NULL, 1772481600000, NULL);
INSERT INTO mails ("id", "key", "grp", "person", "address", "ref", "lang", "due", "attempts", "status", "reason", "created_at", "ended_at") VALUES (2, 'e2', 1, 1, NULL, 'digest:1', 'fr', 1772481600000, 0, 'done', NULL, 1772481600000, 1772481600000);
INSERT INTO surveys ("id", "grp", "opened_at", "closes_at", "closed_at", "invited") VALUES (1, 1, 1772481600000, 1772481600000, 1772481600000, 9);
INSERT INTO survey_taken ("survey", "person", "question") VALUES (1, 1, 'q1');
INSERT INTO survey_answers ("survey", "question", "answer", "n") VALUES (1, 'q1', '5', 9);
INSERT INTO evaluations ("id", "grp", "from_at", "to_at", "survey", "texts", "author", "created_at", "finished_at") VALUES (1, 1, 1772481600000, 1772481600000, 1, '{}', 'Marc', 1772481600000, 1772481600000);
INSERT INTO case_acts ("id", "case_id", "n", "at", "actor", "role", "act", "salt") VALUES ('act0', 1, 0, 1772481600000, 2, 'mandatary', '{"act":"plan-talk","reason":"zz-own-words"}', '97ac656fa05e7cef947123a97b4710e6');
INSERT INTO case_acts ("id", "case_id", "n", "at", "actor", "role", "act", "salt") VALUES ('act1', 1, 1, 1772481600000, 2, 'mandatary', '{"act":"note-talk","attended":true,"note":"zz-own-words"}', '3de80299729db5c7627da5ea00c1ae0d');
INSERT INTO case_acts ("id", "case_id", "n", "at", "actor", "role", "act", "salt") VALUES ('act2', 1, 2, 1772481600000, 2, 'mandatary', '{"act":"close","reason":"zz-own-words"}', 'bb4873c57c4bf725de832439b7836ce8');
INSERT INTO proposals ("id", "grp", "person", "ladder", "rung", "because", "points", "evidence", "at", "decided_at", "decided_by", "decision") VALUES (1, 1, 1, 'member', 'warning', 'zz-own-words', 3, '[1]', 1772481600000, 1772481600000, NULL, 'dismissed');
INSERT INTO command_waits ("id", "channel", "person", "need", "body", "at") VALUES ('w1', 'whatsapp', 1, 'confirm', '{"text":"zz-own-words"}', 1772481600000);
INSERT INTO command_waits ("id", "channel", "person", "need", "body", "at") VALUES ('w2', 'whatsapp', 2, 'who', '{"names":["Zoé Vandermark"]}', 1772481600000);
INSERT INTO command_undos ("id", "person", "grp", "body", "at", "used_at") VALUES ('u1', 1, 1, '{"text":"zz-own-words"}', 1772481600000, NULL);
INSERT INTO broadcasts ("id", "kind", "sender", "text", "digest", "at") VALUES (1, 'hot', 2, 'Prudence', 'd', 1772481600000);
INSERT INTO broadcast_groups ("broadcast", "grp", "key", "status", "reason", "ended_at") VALUES (1, 1, 'b1', NULL, NULL, NULL);
INSERT INTO habilitations ("id", "grp", "given", "by", "reason", "at") VALUES (1, 1, 1, 2, 'r', 1772481600000);
INSERT INTO habilitations ("id", "grp", "given", "by", "reason", "at") VALUES (2, 1, 0, 2, 'r', 1772481600000);
INSERT INTO registrations ("grp", "charter", "at", "by") VALUES (1, '{}', 1772481600000, 2);
INSERT INTO registration_changes ("id", "grp", "item", "at", "by", "notified_at") VALUES (1, 1, 'name', 1772481600000, 2, 1772481600000);
INSERT INTO whatsapp_passing ("chat", "message", "due") VALUES ('s', 'm9', 1772481600000);
INSERT INTO partnerships ("id", "name", "zone", "commune", "variant", "lang", "initiator", "created_at") VALUES (1, 'PLP Moulin', 'z', 'c', 'residents', 'fr', 'Marc', 1772481600000);
INSERT INTO partnership_groups ("grp", "partnership", "state", "by", "at") VALUES (1, 1, 'bound', 2, 1772481600000);
INSERT INTO account_persons ("person", "account") VALUES (1, 1);
INSERT INTO offices ("id", "partnership", "person", "role", "groups", "by", "at") VALUES (1, 1, 2, 'mandatary', NULL, '32470000001', 1772481600000);
INSERT INTO enrolment_codes ("id", "kind", "digest", "partnership", "role", "groups", "issued_by", "at", "expires_at", "used_at", "used_by", "revoked_at") VALUES (1, 'role', 'd', 1, NULL, NULL, 2, 1772481600000, 1772481600000, 1772481600000, 1, NULL);
INSERT INTO enrolment_salt ("id", "salt") VALUES (1, 's');
INSERT INTO enrolment_attempts ("id", "person", "at") VALUES (1, 1, 1772481600000);
INSERT INTO enrolments ("grp", "person", "started_at", "reminders", "accepted_at", "version", "requested_at", "reported_at") VALUES (1, 1, 1772481600000, 0, NULL, '1', NULL, NULL);
INSERT INTO declarations ("id", "grp", "person", "at", "version") VALUES (1, 1, 1, 1772481600000, '1');
INSERT INTO internal_rules ("partnership", "lang", "text", "at") VALUES (1, 'fr', 'Soyez bons voisins', 1772481600000);
INSERT INTO console_passkeys ("id", "person", "handle", "credential", "public_key", "algorithm", "counter", "device", "created_at", "used_at") VALUES (1, 1, 'h', 'c', x'78', -7, 0, 'zz-own-words', 1772481600000, NULL);
INSERT INTO picture_messages ("grp", "person", "message", "album", "media", "at") VALUES (1, '32470000001', 'm3', NULL, '[]', 1772481600000);
INSERT INTO case_log ("seq", "at", "case_id", "grp", "person", "actor", "role", "act", "ref", "facts", "digest", "prev", "hash") VALUES (1, 1772481600000, 1, 1, 1, 2, '', 'open', '', '{"entries":[1],"ladder":"member"}', 'c0dbce0132a54a641d060edb8a7bcc2ac0592a9cf8b130e669062217965ec58f', '0000000000000000000000000000000000000000000000000000000000000000', '109c063d152684196f45bbb05a2a6ce705af6e9cd8674ad0d338937ae7db5b87');
INSERT INTO case_log ("seq", "at", "case_id", "grp", "person", "actor", "role", "act", "ref", "facts", "digest", "prev", "hash") VALUES (2, 1772481600000, 1, 1, 1, 2, 'mandatary', 'plan-talk', 'act0', '{"act":"plan-talk"}', '2947633861aafe9161b77d904d6ec48c797ed4b98c4852ccd095950e582edeba', '109c063d152684196f45bbb05a2a6ce705af6e9cd8674ad0d338937ae7db5b87', '7e166bf35e1bc7136a96033ff8df2405b141c06598c4d394943f01451774f76a');
INSERT INTO case_log ("seq", "at", "case_id", "grp", "person", "actor", "role", "act", "ref", "facts", "digest", "prev", "hash") VALUES (3, 1772481600000, 1, 1, 1, 2, 'mandatary', 'note-talk', 'act1', '{"act":"note-talk","attended":true}', '037c3e7b0daeef5cc99e8b61ec497d5fe4d763fd022a273b3dea9a53e3ff827f', '7e166bf35e1bc7136a96033ff8df2405b141c06598c4d394943f01451774f76a', '8492e67cf313ce073f666e0761c1ee7c848926445498a4b6b8358e715a536b49');
INSERT INTO case_log ("seq", "at", "case_id", "grp", "person", "actor", "role", "act", "ref", "facts", "digest", "prev", "hash") VALUES (4, 1772481600000, 1, 1, 1, 2, 'mandatary', 'close', 'act2', '{"act":"close"}', '9cdb5e43656a129c2f01ae75ea16c98cb1952923d8e24f9618798f570255cfd8', '8492e67cf313ce073f666e0761c1ee7c848926445498a4b6b8358e715a536b49', '71af4dec1042374bc22adedd2287b01cc4cb948f89ae154c3889ad134dd879cf');
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
CREATE INDEX whatsapp_sent_at ON whatsapp_sent (at);
CREATE INDEX whatsapp_choices_person ON whatsapp_choices (person, at);
CREATE INDEX console_sessions_previous ON console_sessions (previous) WHERE previous IS NOT NULL;
CREATE INDEX console_keys_open ON console_keys (kind, digest) WHERE used_at IS NULL;
CREATE INDEX console_keys_request ON console_keys (request) WHERE request IS NOT NULL;
CREATE INDEX access_log_at ON access_log (at);
CREATE INDEX access_log_subject ON access_log (subject, at) WHERE subject IS NOT NULL;
CREATE INDEX offered_examples_open ON offered_examples (grp, id) WHERE decided_at IS NULL;
CREATE INDEX mails_due ON mails (due) WHERE status = 'waiting';
CREATE INDEX surveys_group ON surveys (grp, id);
CREATE INDEX evaluations_group ON evaluations (grp, id);
CREATE INDEX cases_of ON cases (grp, person, id);
CREATE INDEX proposals_open ON proposals (grp, person) WHERE decided_at IS NULL;
CREATE INDEX command_waits_of ON command_waits (person, at);
CREATE INDEX registration_changes_open ON registration_changes (grp) WHERE notified_at IS NULL;
CREATE INDEX whatsapp_passing_due ON whatsapp_passing (due);
CREATE INDEX holds_group ON holds (grp, opened_at);
CREATE INDEX threads_group ON threads (grp, opened_at);
CREATE INDEX mails_ended ON mails (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX account_persons_of ON account_persons (account);
CREATE INDEX offices_of ON offices (partnership, person);
CREATE INDEX enrolment_attempts_of ON enrolment_attempts (person, at);
CREATE INDEX declarations_of ON declarations (person);
CREATE INDEX ledger_person ON ledger (person);
CREATE INDEX cases_person ON cases (person);
CREATE INDEX console_passkeys_person ON console_passkeys (person);
CREATE INDEX picture_messages_at ON picture_messages (at);
CREATE INDEX case_log_case ON case_log (case_id, seq);
CREATE TRIGGER case_log_no_update BEFORE UPDATE ON case_log
BEGIN SELECT RAISE(ABORT, 'the log of cases is append-only'); END;
CREATE TRIGGER case_log_no_delete BEFORE DELETE ON case_log
BEGIN SELECT RAISE(ABORT, 'the log of cases is append-only'); END;
CREATE TRIGGER case_log_no_replace BEFORE INSERT ON case_log WHEN EXISTS (SELECT 1 FROM case_log WHERE seq >= NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the log of cases is append-only'); END;
PRAGMA user_version = 15;
COMMIT;
