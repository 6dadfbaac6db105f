/** Who took a member out of a group by hand, as the network tells it. */
export const sql = `
ALTER TABLE memberships ADD COLUMN left_by INTEGER REFERENCES persons(id); -- NULL: they left, or the bot carried out a step
`;
