/** Passkeys of people with an office: the public half only; the secret never leaves their device. */
export const sql = `
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
CREATE INDEX console_passkeys_person ON console_passkeys (person);
`;
