/** Everything that is understood of a text before the model weighs it. */
import type { Lang } from '../domain/vocabulary.js';
import type { Read } from './features.js';
import type { Lexicon } from './lexicon.js';
import { policeSentences } from './police-scope.js';
import { findIdentities } from './recognise/identity.js';
import { findNames } from './recognise/name.js';
import { findPlates } from './recognise/plate.js';
import type { SignalSet } from './signals.js';
import type { Token } from './tokenise.js';

/** Reads a tokenised text in a language. */
export function readText(
  raw: string,
  tokens: readonly Token[],
  sentences: number,
  lang: Lang,
  lexicon: Lexicon,
  signals: SignalSet,
  isAnswer: boolean,
): Read {
  const mentions = lexicon.find(tokens, lang);
  return {
    raw,
    tokens,
    sentences,
    mentions,
    police: policeSentences(tokens, mentions, lexicon.names),
    plates: findPlates(tokens, raw),
    identities: findIdentities(raw),
    signals: signals.find(tokens, mentions, lang),
    names: findNames(tokens, mentions, lexicon),
    isAnswer,
  };
}
