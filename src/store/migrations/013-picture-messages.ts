/**
 * Which messages carried pictures, by reference, for as long as their words can be changed: what a changed caption does
 * happens to all of its album, and its picture comes back with it. Before, the parts of albums stood among the texts of
 * the last minutes.
 */
export const sql = `
CREATE TABLE picture_messages (
  grp INTEGER NOT NULL,
  person TEXT NOT NULL,
  message TEXT NOT NULL,
  album TEXT,
  media TEXT NOT NULL,                   -- JSON, references only
  at INTEGER NOT NULL,
  PRIMARY KEY (grp, person, message)
) STRICT, WITHOUT ROWID;
CREATE INDEX picture_messages_at ON picture_messages (at);
DELETE FROM recent WHERE text = '';
ALTER TABLE recent DROP COLUMN album;
ALTER TABLE recent DROP COLUMN media;
`;
