/** Digests and evaluations count a group's period: without these they would read every group's rows, all at eight o'clock. */
export const sql = `
CREATE INDEX holds_group ON holds (grp, opened_at);
CREATE INDEX threads_group ON threads (grp, opened_at);
CREATE INDEX mails_ended ON mails (ended_at) WHERE ended_at IS NOT NULL;
`;
