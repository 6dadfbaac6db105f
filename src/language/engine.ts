/** From a text to its features and scores: shared by the analyser, the training and the evaluation. */
import type { Lang } from '../domain/vocabulary.js';
import type { RuleFile } from '../rules/schema.js';
import { FeatureList, meaningFeatures, pieceFeatures, type Read, surfaceFeatures } from './features.js';
import type { Concepts } from './lexicon.js';
import { Lexicon } from './lexicon.js';
import { readText } from './read.js';
import { SignalSet } from './signals.js';
import { type Token, tokenise } from './tokenise.js';

export interface LanguageSource {
  readonly files: readonly Pick<RuleFile, 'id' | 'signals'>[];
  readonly concepts: Concepts;
  /** Signals of rules/intent. */
  readonly intents?: readonly { readonly kind: string; readonly signals: RuleFile['signals'] }[];
}

export interface Reading {
  readonly read: Read;
  readonly features: FeatureList;
  /** Where the meaning features begin. */
  readonly surface: number;
  readonly lang: Lang;
  /** Names of the concepts by number. */
  readonly conceptNames: readonly string[];
}

export class ReadingEngine {
  readonly lexicon: Lexicon;
  readonly signals: SignalSet;

  constructor(source: LanguageSource) {
    this.lexicon = new Lexicon(source.concepts);
    const intents = (source.intents ?? []).map((i) => ({ id: `kind:${i.kind}`, signals: i.signals }));
    this.signals = new SignalSet([...source.files, ...intents], this.lexicon);
  }

  /** Reads a text. `langOf` chooses the language from the surface features when it isn't given. */
  read(
    text: string,
    options: {
      lang?: Lang | undefined;
      isAnswer?: boolean;
      named?: boolean;
      /** List the pieces of words one by one (training). */
      pieces?: boolean;
      langOf: (features: FeatureList, tokens: readonly Token[]) => Lang;
    },
  ): Reading {
    const { tokens, sentences } = tokenise(text);
    const features = new FeatureList(options.named === true);
    surfaceFeatures(tokens, features);
    if (options.pieces === true) pieceFeatures(tokens, features);
    const surface = features.hash.length;
    const lang = options.lang ?? options.langOf(features, tokens);
    const read = readText(
      text,
      tokens,
      sentences,
      lang,
      this.lexicon,
      this.signals,
      options.isAnswer === true,
    );
    meaningFeatures(read, this.lexicon, features);
    return { read, features, surface, lang, conceptNames: this.lexicon.names };
  }
}
