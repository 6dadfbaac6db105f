/** Crisis messages of the last days are asked for with each message in a group (art. 9 d), among years of broadcasts. */
export const sql = `
CREATE INDEX broadcasts_crisis ON broadcasts (at) WHERE kind = 'crisis';
`;
