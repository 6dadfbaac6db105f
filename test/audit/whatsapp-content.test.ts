import { describe, expect, it } from 'vitest';
import { itemsOf, messagesOf } from './read.js';

const LRM = '\u200e';
const android = async (rest: string) =>
  (await itemsOf(`13/03/2024, 21:04 - Luc: un\n13/03/2024, 21:05 - ${rest}`))[1]!;
const ios = async (rest: string) =>
  (await itemsOf(`[13/03/2024, 21:04:00] Luc: un\n${LRM}[13/03/2024, 21:05:00] ${rest}`))[1]!;
const message = async (item: ReturnType<typeof android>) => {
  const [m] = messagesOf([await item]);
  if (!m) throw new Error('not read as a message');
  return m;
};

describe('lines of the program itself are no messages', () => {
  const lines: [string, string][] = [
    [
      'encryption',
      'Les messages et les appels sont chiffrés de bout en bout. Seules les personnes prenant part à cette discussion peuvent les lire.',
    ],
    [
      'encryption',
      'Berichten en oproepen worden end-to-end versleuteld. Niemand buiten deze chat kan ze lezen.',
    ],
    [
      'encryption',
      'Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt. Niemand außerhalb dieses Chats kann sie lesen.',
    ],
    [
      'encryption',
      'Messages and calls are end-to-end encrypted. No one outside of this chat can read or listen to them.',
    ],
    ['created', 'Annick a créé le groupe "PLP: rue du Moulin"'],
    ['created', 'Annick heeft de groep "BIN" gemaakt'],
    ['created', 'Annick hat die Gruppe „RIP“ erstellt'],
    ['created', 'Annick created group "PLP: Mill Street"'],
    ['joined', 'Annick a ajouté +32 470 00 00 01'],
    ['joined', 'Luc a rejoint le groupe via le lien d’invitation'],
    ['joined', 'Annick heeft Luc toegevoegd'],
    ['joined', 'Luc is toegetreden via de uitnodigingslink van deze groep'],
    ['joined', 'Annick hat Luc hinzugefügt'],
    ['joined', 'Luc ist der Gruppe über den Einladungslink beigetreten'],
    ['joined', 'Annick added Luc'],
    ['joined', "Luc joined using this group's invite link"],
    ['left', 'Luc est parti'],
    ['left', 'Annick a retiré Luc'],
    ['left', 'Luc heeft de groep verlaten'],
    ['left', 'Annick heeft Luc verwijderd'],
    ['left', 'Luc hat die Gruppe verlassen'],
    ['left', 'Annick hat Luc entfernt'],
    ['left', 'Luc left'],
    ['left', 'Annick removed Luc'],
    ['settings', 'Annick a changé le sujet de « PLP » en « PLP: rue du Moulin »'],
    ['settings', "Annick a modifié l'icône de ce groupe"],
    ['settings', 'Annick heeft het onderwerp gewijzigd van "BIN" naar "BIN: Molen"'],
    ['settings', 'Annick hat den Betreff von „RIP“ zu „RIP: Mühle“ geändert'],
    ['settings', 'Annick changed the subject from "PLP" to "PLP: Mill Street"'],
    ['settings', 'Luc changed their phone number to a new number. Tap to message or add the new number.'],
  ];
  for (const [what, line] of lines) {
    it(`Android: ${line}`, async () => {
      expect(await android(line)).toMatchObject({ type: 'system', what });
    });
    it(`iOS: ${line}`, async () => {
      expect(await ios(`PLP Rue du Moulin: ${LRM}${line}`)).toMatchObject({ type: 'system', what });
    });
  }
  it('but a person may write the same words', async () => {
    expect(await android('Luc: Annick left')).toMatchObject({ type: 'message', text: 'Annick left' });
    expect(await ios('Luc: Annick a ajouté du sel')).toMatchObject({ type: 'message' });
  });
});

describe('placeholders of media', () => {
  const cases: [string, string, string][] = [
    ['android', '<Médias omis>', 'document'],
    ['android', '<Media weggelaten>', 'document'],
    ['android', '<Medien ausgeschlossen>', 'document'],
    ['android', '<Media omitted>', 'document'],
    ['android', 'IMG-20240312-WA0001.jpg (fichier joint)', 'photo'],
    ['android', 'VID-20240312-WA0001.mp4 (bestand bijgevoegd)', 'video'],
    ['android', 'PTT-20240312-WA0001.opus (Datei angehängt)', 'voice'],
    ['android', 'STK-20240312-WA0001.webp (file attached)', 'sticker'],
    ['ios', `${LRM}image absente`, 'photo'],
    ['ios', `${LRM}vidéo absente`, 'video'],
    ['ios', `${LRM}audio omis`, 'audio'],
    ['ios', `${LRM}GIF retiré`, 'animation'],
    ['ios', `${LRM}afbeelding weggelaten`, 'photo'],
    ['ios', `${LRM}Videonachricht weggelassen`, 'video-note'],
    ['ios', `${LRM}Bild weggelassen`, 'photo'],
    ['ios', `${LRM}sticker omitted`, 'sticker'],
    ['ios', `Règlement.pdf • ${LRM}3 pages ${LRM}document manquant`, 'document'],
    ['ios', `${LRM}<pièce jointe : 00000012-PHOTO-2024-03-12-21-04-55.jpg>`, 'photo'],
    ['ios', `${LRM}<bijgevoegd: 00000013-VIDEO-2024-03-12-21-04-55.mp4>`, 'video'],
    ['ios', `${LRM}<Anhang: 00000014-AUDIO-2024-03-12-21-04-55.opus>`, 'voice'],
    ['ios', `${LRM}<attached: 00000015-GIF-2024-03-12-21-04-55.gif>`, 'animation'],
  ];
  for (const [phone, text, kind] of cases)
    it(`${phone}: ${text}`, async () => {
      const m = await message((phone === 'ios' ? ios : android)(`Luc: ${text}`));
      expect(m.media.map((x) => x.kind)).toEqual([kind]);
      expect(m.text).toBe(text.includes('Règlement') ? 'Règlement.pdf • 3 pages' : '');
    });
  it('keeps the caption', async () => {
    const items = await itemsOf(
      '13/03/2024, 21:05 - Luc: IMG-1.jpg (fichier joint)\nQui connaît ce chat ?\n13/03/2024, 21:06 - Luc: ok',
    );
    expect(items[0]).toMatchObject({ text: 'Qui connaît ce chat ?', media: [{ kind: 'photo' }] });
    expect(await ios(`Luc: Qui connaît ce chat ? ${LRM}<attached: 1-PHOTO.jpg>`)).toMatchObject({
      text: 'Qui connaît ce chat ?',
      media: [{ kind: 'photo' }],
    });
  });
  it('knows contacts, places and polls', async () => {
    expect(await android('Luc: Jan.vcf (file attached)')).toMatchObject({
      other: 'contact',
      media: [],
      text: '',
    });
    for (const text of [
      'Localisation : https://maps.google.com/?q=50.4,4.8',
      'Locatie: https://maps.google.com/?q=50.4,4.8',
      'Standort: https://maps.google.com/?q=50.4,4.8',
      'Location: https://maps.google.com/?q=50.4,4.8',
    ])
      expect(await android(`Luc: ${text}`)).toMatchObject({ other: 'location', text: '' });
    const poll = await itemsOf(
      '[13/03/2024, 21:05:00] Luc: ‎SONDAGE :\nRéunion jeudi ?\n‎OPTION : Oui (‎3 votes)\n‎OPTION : Non (‎0 vote)',
    );
    expect(poll[0]).toMatchObject({ other: 'poll', text: 'Réunion jeudi ?\nOui (3 votes)\nNon (0 vote)' });
  });
});

describe('edited and deleted marks', () => {
  for (const mark of [
    '<Ce message a été modifié>',
    '<Dit bericht is bewerkt>',
    '<Diese Nachricht wurde bearbeitet.>',
    '<This message was edited>',
  ])
    it(mark, async () => {
      expect(await android(`Luc: Homme louche ${mark}`)).toMatchObject({
        text: 'Homme louche',
        edited: true,
      });
      expect(await ios(`Luc: Homme louche ${LRM}${mark}`)).toMatchObject({
        text: 'Homme louche',
        edited: true,
      });
    });
  for (const mark of [
    'Ce message a été supprimé',
    'Vous avez supprimé ce message',
    'Dit bericht is verwijderd',
    'U hebt dit bericht verwijderd',
    'Diese Nachricht wurde gelöscht.',
    'Du hast diese Nachricht gelöscht.',
    'This message was deleted',
    'You deleted this message',
    'This message was deleted by admin Annick.',
  ])
    it(mark, async () => {
      expect(await android(`Luc: ${mark}`)).toMatchObject({ text: '', deleted: true });
      expect(await ios(`Luc: ${LRM}${mark}`)).toMatchObject({ text: '', deleted: true });
    });
});

describe('names', () => {
  it('loses the tilde of people who are not in the address book', async () => {
    expect(await ios(`~\u202fLuc: bonjour`)).toMatchObject({ sender: { name: 'Luc' } });
  });
  it('finds mentions and takes the marks out of the text', async () => {
    expect(await android('Luc: merci @\u2068Annick Peeters\u2069 !')).toMatchObject({
      text: 'merci @Annick Peeters !',
      mentions: ['Annick Peeters'],
    });
  });
});

describe('what cannot be read is listed, never fatal', () => {
  it('by line number and reason', async () => {
    const items = await itemsOf(
      [
        'rien à voir',
        '13/03/2024, 21:04 - Luc: un',
        '99/99/2024, 21:04 - Luc: perdu',
        'sa suite',
        '13/03/2024, 25:04 - Luc: perdu',
        `13/03/2024, 21:06 - Luc: ${'x'.repeat(80_000)}`,
        '13/03/2024, 21:07 - Luc: deux',
      ].join('\n'),
    );
    expect(items.filter((i) => i.type === 'malformed').map((i) => [i.line, i.reason])).toEqual([
      [1, 'before-first-message'],
      [3, 'impossible-date'],
      [4, 'lost-with-its-head'],
      [5, 'impossible-date'],
      [6, 'too-long'],
    ]);
    expect(messagesOf(items).map((m) => m.line)).toEqual([2, 6, 7]);
  });
});
