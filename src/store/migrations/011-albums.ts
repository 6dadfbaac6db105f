/** Which album a message of the last minutes belongs to, and its files by reference. */
export const sql = `
ALTER TABLE recent ADD COLUMN album TEXT;
ALTER TABLE recent ADD COLUMN media TEXT NOT NULL DEFAULT '[]';
`;
