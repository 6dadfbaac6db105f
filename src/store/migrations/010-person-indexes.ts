/** Export, erasure and the nightly purge ask for a person: without these each would read the whole ledger. */
export const sql = `
CREATE INDEX ledger_person ON ledger (person);
CREATE INDEX cases_person ON cases (person);
`;
