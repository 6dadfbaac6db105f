/** What analysis saw in a message: the text's kind and the principles it breaks, each with its proof. */
import type { Kind, Lang, RuleId } from './vocabulary.js';

/** One principle that a message seems to break. */
export interface Finding {
  readonly rule: RuleId;
  /** 0…1, calibrated: of the findings at 0.9, nine in ten should be right. */
  readonly confidence: number;
  /** Where in the original text the proof stands: [start, end) in UTF-16 units. Absent: the message as a whole. */
  readonly span?: readonly [number, number];
  /** Where in the picture: x, y, width, height in upright pixels. */
  readonly box?: readonly [number, number, number, number];
  /** Of a picture: the digest of its bytes, which the ledger keeps in its place. Never the picture. */
  readonly fingerprint?: string;
  /** Machine word for a nuance, e.g. `telephone`, `iban`, `future-call`. Never text of the message. */
  readonly detail?: string;
}

/** What a report already says (Annex 4 §5, third paragraph); what is false is asked for, once. */
export interface Description {
  readonly where: boolean;
  readonly when: boolean;
  readonly direction: boolean;
  readonly person: boolean;
  readonly clothes: boolean;
  readonly vehicle: boolean;
}

/** Nothing described. */
export const NO_DESCRIPTION: Description = {
  where: false,
  when: false,
  direction: false,
  person: false,
  clothes: false,
  vehicle: false,
};

/** How the text speaks of informing the police. `none`: not at all. */
export type PoliceInformed = 'informed' | 'not-informed' | 'none';

export interface TextAnalysis {
  readonly lang: Lang;
  readonly kind: Kind;
  /** 0…1 */
  readonly kindConfidence: number;
  readonly police: PoliceInformed;
  /** A bare “101”, “appelé”, “gebeld”, “angerufen”, “done”: an answer to the bot's question. */
  readonly confirmsInformed: boolean;
  /** “Nothing, false alarm, delete it”: the poster takes the report back. */
  readonly withdraws: boolean;
  /** A notice of a missing person, Child Focus or BE-Alert: of general interest (art. 9 d). */
  readonly publicNotice: boolean;
  readonly findings: readonly Finding[];
  readonly description: Description;
  /** Folded content words (places, things, colours) by which two reports of one event recognise each other. */
  readonly signature: readonly string[];
}

/** What the pictures of a message gave. `unsure`: a person must look. */
export interface PictureAnalysis {
  readonly decision: 'allow' | 'block' | 'review';
  readonly findings: readonly Finding[];
  /** Machine words, e.g. `no-ffmpeg`, `too-large`, `timeout`. */
  readonly reasons: readonly string[];
  readonly fingerprint: string;
  /** Width and height of the upright picture, in which the boxes stand. */
  readonly size?: readonly [number, number];
  /** False: no safe copy can be made of it (a film, a document). */
  readonly redactable?: boolean;
}

export interface Analysis {
  readonly text: TextAnalysis;
  /** One for each of the message's media, in their order. */
  readonly pictures: readonly PictureAnalysis[];
}
