/** Digests, e-mail, surveys and evaluations (art. 7). */
export const sql = `
-- When a coordinator or mandatary wants their digest. A row that is gone is a digest that nobody wants.
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

-- E-mails that wait or were sent. The address goes as soon as one is done with; what it said is made when it is sent.
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
CREATE INDEX mails_due ON mails (due) WHERE status = 'waiting';

CREATE TABLE surveys (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  grp INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
  opened_at INTEGER NOT NULL,
  closes_at INTEGER NOT NULL,
  closed_at INTEGER,
  invited INTEGER NOT NULL
) STRICT;
CREATE INDEX surveys_group ON surveys (grp, id);

-- Who has answered which question, never what: it goes when the survey is closed.
CREATE TABLE survey_taken (
  survey INTEGER NOT NULL REFERENCES surveys(id) ON DELETE CASCADE,
  person INTEGER NOT NULL,
  question TEXT NOT NULL,
  PRIMARY KEY (survey, person, question)
) STRICT, WITHOUT ROWID;

-- What was answered, never by whom: sums without order or time.
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
CREATE INDEX evaluations_group ON evaluations (grp, id);
`;
