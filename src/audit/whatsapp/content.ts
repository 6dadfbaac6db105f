/**
 * What WhatsApp adds to a message's own words: placeholders for files, "edited" and "deleted" marks, polls and
 * places, in French, Dutch, German and English, on Android and iOS.
 */
import type { Media } from '../../domain/event.js';

/** The message is gone; only this mark is left. */
export const DELETED =
  /^[<(]?(?:ce message a été supprimé|vous avez supprimé ce message|(?:ce )?message supprimé par .{1,80}|ce message a été supprimé par .{1,80}|dit bericht (?:is|werd) (?:verwijderd|gewist)(?: door .{1,80})?|(?:je|u|jij) (?:hebt|heeft) dit bericht (?:verwijderd|gewist)|verwijderd door (?:de )?beheerder .{1,80}|diese nachricht wurde (?:von .{1,80} )?gelöscht|du hast diese nachricht gelöscht|(?:this|the) message was deleted(?: by .{1,80})?|you deleted this message(?: as admin)?|deleted by admin .{1,80})\.?[>)]?$/iu;

/** Stands after the text of a message that was changed. */
export const EDITED =
  /[ \u00a0\n]?<(?:ce message a été modifié|message modifié|dit bericht is (?:bewerkt|aangepast)|bericht bewerkt|diese nachricht wurde bearbeitet|nachricht bearbeitet|this message was edited|message edited)\.?>$/iu;

/** Android, exported without media. */
const OMITTED =
  /^<?(?:m[ée]dias? (?:omis|omise?s|exclus|non inclus|masqués?)|fichiers? (?:média )?omis|media (?:weggelaten|niet opgenomen|verborgen)|medien (?:ausgeschlossen|weggelassen|ausgelassen)|media (?:omitted|hidden))>?$/iu;

/** iOS, exported without media, says what was there. */
const OMITTED_KIND =
  /(?:^|[\n•] ?|(?<=\s))<?(image|photo|vidéo|audio|sticker|autocollant|gif|document|fiche contact|carte de contact|message vocal|note vidéo|message vidéo|message à vue unique|vue unique|afbeelding|foto|video|videobericht|spraakbericht|contactkaart|eenmalige weergave|bild|foto|videonachricht|sprachnachricht|dokument|kontaktkarte|einmalansicht|voice message|video note|contact card|view once(?: voice)? message) (?:absente?|omise?|retirée?|manquante?|exclue?|non incluse?|weggelaten|verwijderd|weggelassen|ausgelassen|ausgeschlossen|omitted)>?$/iu;

/** With media: the file's name and these words; on iOS in sharp brackets. The caption stands below (or before). */
const ATTACHED_ANDROID =
  /^(.{1,200}\.[a-z0-9]{2,5}) ?\((?:fichier joint|bestand bijgevoegd|datei angehängt|file attached)\)(?:\n|$)/iu;
const ATTACHED_IOS =
  /(?:^|\s)<(?:pièce jointe|joint|bijgevoegd|bijlage|anhang|angehängt|attached)[ \u00a0\u202f]?: ?(.{1,200}?\.[a-z0-9]{2,5})>(?=\s|$)/iu;

const LOCATION =
  /^(?:localisation|position|emplacement|locatie|standort|location)[ \u00a0\u202f]?: ?https?:\/\/\S+$|^(?:localisation en direct|position en direct|live-?locatie|live-?standort|live location).{0,40}$/iu;
const POLL = /^(?:sondage|peiling|poll|umfrage)[ \u00a0\u202f]?:\n/iu;
const OPTION = /^(?:option|optie)[ \u00a0\u202f]?: ?/iu;

type MediaKind = Media['kind'];

const BY_WORD: readonly (readonly [RegExp, MediaKind | 'contact'])[] = [
  [/contact|kontakt/iu, 'contact'],
  [/note vidéo|message vidéo|videobericht|videonachricht|video note/iu, 'video-note'],
  [/voice|vocal|spraak|sprach/iu, 'voice'],
  [/image|photo|foto|afbeelding|bild|vue unique|view once|einmal|eenmalig/iu, 'photo'],
  [/vid[eé]o/iu, 'video'],
  [/audio/iu, 'audio'],
  [/sticker|autocollant/iu, 'sticker'],
  [/gif/iu, 'animation'],
];

const BY_ENDING: Readonly<Record<string, MediaKind | 'contact'>> = {
  jpg: 'photo',
  jpeg: 'photo',
  png: 'photo',
  heic: 'photo',
  mp4: 'video',
  mov: 'video',
  '3gp': 'video',
  opus: 'voice',
  ogg: 'voice',
  m4a: 'audio',
  mp3: 'audio',
  aac: 'audio',
  wav: 'audio',
  webp: 'sticker',
  gif: 'animation',
  vcf: 'contact',
};

export interface Content {
  readonly text: string;
  readonly media: readonly Media[];
  readonly other: string | null;
  readonly edited: boolean;
  readonly deleted: boolean;
}

const file = (kind: MediaKind | 'contact', name: string, text: string, edited: boolean): Content => ({
  text,
  media: kind === 'contact' ? [] : [{ kind, ref: name.slice(0, 512), ...(name === '' ? {} : { name }) }],
  other: kind === 'contact' ? 'contact' : null,
  edited,
  deleted: false,
});

const PLACEHOLDER_HINT = /[<>()]|omi|abse|retir|manq|excl|inclu|wegg|verw|ausg|supp|gel|wis|delet/iu;
const KIND_HINT = /^(?:.{0,24}:|live|localisation|position)/iu;

/**
 * Takes what WhatsApp added out of a message's text (without marks of direction): placeholders, file names,
 * “edited” and “deleted” marks. `marked`: there was a left-to-right mark, with which iOS announces its own words.
 */
export function contentOf(raw: string, marked: boolean): Content {
  let text = raw;
  let edited = false;
  if (text.endsWith('>')) {
    const without = text.replace(EDITED, '');
    edited = without.length < text.length;
    text = without;
  }
  const plain = (): Content => ({ text, media: [], other: null, edited, deleted: false });
  if (text.length < 160 && DELETED.test(text))
    return { text: '', media: [], other: null, edited, deleted: true };
  if (KIND_HINT.test(text)) {
    if (LOCATION.test(text)) return { text: '', media: [], other: 'location', edited, deleted: false };
    if (POLL.test(text)) {
      const lines = text
        .split('\n')
        .slice(1)
        .map((l) => l.replace(OPTION, ''));
      return { text: lines.join('\n'), media: [], other: 'poll', edited, deleted: false };
    }
  }
  if (!PLACEHOLDER_HINT.test(text)) return plain();
  if (text.length < 60 && OMITTED.test(text)) return file('document', '', '', edited);
  const attached = ATTACHED_ANDROID.exec(text);
  if (attached) return attachment(attached[1]!, text.slice(attached[0].length), edited);
  const inBrackets = text.includes('<') ? ATTACHED_IOS.exec(text) : null;
  if (inBrackets) {
    const caption = text.slice(0, inBrackets.index) + text.slice(inBrackets.index + inBrackets[0].length);
    return attachment(inBrackets[1]!, caption.trim(), edited);
  }
  const omitted = OMITTED_KIND.exec(text.length > 400 ? text.slice(-400) : text);
  if (omitted && (text.length - omitted[0].length < 1 || marked))
    return file(
      kindOfWord(omitted[1]!),
      '',
      text.slice(0, text.length - omitted[0].length).trimEnd(),
      edited,
    );
  return plain();
}

const kindOfWord = (word: string): MediaKind | 'contact' =>
  BY_WORD.find(([pattern]) => pattern.test(word))?.[1] ?? 'document';

function attachment(name: string, caption: string, edited: boolean): Content {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const kind = BY_ENDING[ending] ?? 'document';
  return file(kind === 'audio' && /^PTT|-AUDIO-/u.test(name) ? 'voice' : kind, name, caption, edited);
}
