/** Short answers of the bot in a WhatsApp group that are taken away again after a while. Holds no text. */
export const sql = `
CREATE TABLE whatsapp_passing (
  chat TEXT NOT NULL,
  message TEXT NOT NULL,
  due INTEGER NOT NULL,
  PRIMARY KEY (chat, message)
) STRICT, WITHOUT ROWID;
CREATE INDEX whatsapp_passing_due ON whatsapp_passing (due);
`;
