/** Partnerships, offices, one-time codes, people on two networks, internal rules and who accepted them (Annex 4 §3, §5). */
export const sql = `
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

-- Which groups are whose. waiting: the bot was put into it and nobody has bound it yet.
CREATE TABLE partnership_groups (
  grp INTEGER PRIMARY KEY REFERENCES groups(id) ON DELETE CASCADE,
  partnership INTEGER REFERENCES partnerships(id),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'bound')),
  by INTEGER REFERENCES persons(id),
  at INTEGER NOT NULL
) STRICT;

-- Identities that are one person. Somebody on one network only has no row.
CREATE TABLE account_persons (
  person INTEGER PRIMARY KEY REFERENCES persons(id),
  account INTEGER NOT NULL
) STRICT;
CREATE INDEX account_persons_of ON account_persons (account);

-- Offices as they were given by a code: they hold in groups that are bound later, too.
CREATE TABLE offices (
  id INTEGER PRIMARY KEY,
  partnership INTEGER NOT NULL REFERENCES partnerships(id),
  person INTEGER NOT NULL REFERENCES persons(id),
  role TEXT NOT NULL,
  groups TEXT,                           -- JSON list of numbers; NULL: every group of the partnership
  by TEXT NOT NULL,                      -- as in role_grants
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX offices_of ON offices (partnership, person);

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
-- Codes that were none, by whom and when: after five in an hour nobody is listened to for a while.
CREATE TABLE enrolment_attempts (
  id INTEGER PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES persons(id),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX enrolment_attempts_of ON enrolment_attempts (person, at);

-- Where somebody stands on the way into a group.
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

-- Every declaration that was made: of age and of the territory, with the rules that were accepted. Never a birth date.
CREATE TABLE declarations (
  id INTEGER PRIMARY KEY,
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  person INTEGER NOT NULL REFERENCES persons(id),
  at INTEGER NOT NULL,
  version TEXT NOT NULL
) STRICT;
CREATE INDEX declarations_of ON declarations (person);

-- Internal rules of a partnership in the place of those that Garde-fou brings.
CREATE TABLE internal_rules (
  partnership INTEGER NOT NULL REFERENCES partnerships(id),
  lang TEXT NOT NULL,
  text TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (partnership, lang)
) STRICT, WITHOUT ROWID;
`;
