/** Pictures and files, sealed on the way in and on the way out. */
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Line, line } from './line.js';
import { mediaServer } from './server/media-server.js';
import type { Group } from './server/whatsapp-server.js';

let l: Line;
let media: Awaited<ReturnType<typeof mediaServer>>;
let group: Group;
const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#336699' } })
  .jpeg()
  .toBuffer();

beforeEach(async () => {
  media = await mediaServer();
  l = await line({ getFile: media.get, socket: { fetchAgent: media.agent } });
  for (const name of ['Anne', 'Bram']) l.server.addPerson(name);
  group = l.server.addGroup('Rue du Moulin', ['Anne', 'Bram'], 'lid');
  await l.open();
});
afterEach(async () => {
  expect(l.server.failures).toEqual([]);
  await l.close();
  await media.close();
});
const last = (who: string, chat = group.id) => l.server.people.get(who)!.chat(chat).at(-1)!.content;

describe('a picture', () => {
  it('is fetched by its reference, taken out, and posted again from its bytes under its poster’s name', async () => {
    const up = await media.upload(picture, 'image');
    await l.server.write('Anne', group.id, {
      imageMessage: { ...up, mimetype: 'image/jpeg', caption: 'regardez' },
    });
    const event = await l.event('message');
    expect(event).toMatchObject({
      text: 'regardez',
      media: [{ kind: 'photo', mime: 'image/jpeg', size: picture.length }],
    });
    expect(Buffer.from(await l.channel.fetch(event.media[0]!, 1_000_000))).toEqual(picture);
    await expect(l.channel.fetch(event.media[0]!, 10)).rejects.toThrow('too-large');

    await l.channel.deliver(group.id, { type: 'delete', message: event.message }, 'a1.0');
    const done = await l.channel.deliver(
      group.id,
      { type: 'repost', text: 'Anne signale :\nregardez', media: event.media, blur: false },
      'a2.0',
    );
    expect(done.status).toBe('done');
    const shown = last('Bram').imageMessage!;
    expect(shown.caption).toBe('Anne signale :\nregardez');
    expect(await media.open(shown, 'image')).toEqual(picture);
  });

  it('one of several comes back in an album, as it came', async () => {
    const up = await media.upload(picture, 'image');
    await l.server.writeAlbum('Anne', group.id, 'regardez', [up, up]);
    const [first, second] = [await l.event('message'), await l.event('message')];
    const before = l.server.people.get('Bram')!.chat(group.id).length;
    const repost = {
      type: 'repost',
      text: 'Anne signale :\nregardez',
      media: [...first.media, ...second.media],
      blur: false,
    } as const;
    for (const _ of ['once', 'and again after a crash']) await l.channel.deliver(group.id, repost, 'album');
    const [frame, ...parts] = l.server.people.get('Bram')!.chat(group.id).slice(before);
    expect(frame?.content.albumMessage).toMatchObject({ expectedImageCount: 2, expectedVideoCount: 0 });
    expect(parts.map((p) => p.content.imageMessage?.caption ?? '')).toEqual(['Anne signale :\nregardez', '']);
    for (const { content } of parts)
      expect(content.messageContextInfo?.messageAssociation).toMatchObject({
        associationType: 1,
        parentMessageKey: { id: frame!.id, fromMe: true },
      });
  });

  it('that must be made safe is sent as it was made safe, or not at all', async () => {
    const up = await media.upload(picture, 'image');
    await l.server.write('Anne', group.id, { imageMessage: { ...up, caption: 'regardez' } });
    const { media: unsafe } = await l.event('message');
    const safe = await sharp(picture).blur(8).jpeg().toBuffer();
    const repost = { type: 'repost', text: 'De la part de Anne', media: unsafe, blur: true } as const;
    await l.channel.deliver(
      group.id,
      { ...repost, files: [{ name: 'a.jpg', mime: 'image/jpeg', bytes: safe }] },
      'b1',
    );
    expect(await media.open(last('Bram').imageMessage!, 'image')).toEqual(safe);
    await l.channel.deliver(group.id, repost, 'b2');
    expect(last('Bram')).toMatchObject({ extendedTextMessage: { text: 'De la part de Anne' } });
  });

  it('that is gone from the server leaves its words; with no words there is nothing to post', async () => {
    const up = await media.upload(picture, 'image');
    await l.server.write('Anne', group.id, { imageMessage: up });
    const { media: gone } = await l.event('message');
    media.files.clear();
    await expect(l.channel.fetch(gone[0]!, 1_000_000)).rejects.toThrow('gone');
    const repost = { type: 'repost', media: gone, blur: false } as const;
    expect((await l.channel.deliver(group.id, { ...repost, text: 'Anne :' }, 'c1')).status).toBe('done');
    expect(await l.channel.deliver(group.id, { ...repost, text: '' }, 'c2')).toEqual({
      status: 'impossible',
      reason: 'media-gone',
    });
  });
});

describe('a file', () => {
  it('reaches one person with its words; what it was made from may be gone', async () => {
    const person = l.server.people.get('Anne')!.number;
    const letter = Buffer.from('%PDF-1.7 letter');
    const send = {
      type: 'send-file',
      person,
      name: 'lettre.pdf',
      mime: 'application/pdf',
      caption: 'Votre lettre',
    } as const;
    expect((await l.channel.deliver(group.id, { ...send, read: async () => letter }, 'd1')).status).toBe(
      'done',
    );
    const shown =
      last('Anne', 'bot').documentMessage ??
      last('Anne', 'bot').documentWithCaptionMessage?.message?.documentMessage;
    expect(shown).toMatchObject({
      fileName: 'lettre.pdf',
      mimetype: 'application/pdf',
      caption: 'Votre lettre',
    });
    expect(await media.open(shown!, 'document')).toEqual(letter);
    const gone = async (): Promise<Uint8Array> => {
      throw new Error('gone');
    };
    expect(await l.channel.deliver(group.id, { ...send, read: gone }, 'd2')).toEqual({
      status: 'impossible',
      reason: 'file-gone',
    });
  });
});
