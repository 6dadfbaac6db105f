/** Actions in words: what the outbox hands to a channel. */
import type { Delivery } from '../channels/channel.js';
import { type Action, inTopic, type Sentence } from '../domain/action.js';
import type { Lang } from '../domain/vocabulary.js';

export type Translate = (sentence: Sentence, lang: Lang) => string;

/** The bytes behind a `send-file` action's reference: a letter or report, made when it is sent. */
export type ReadFile = (file: string) => Promise<Uint8Array>;
const noFiles: ReadFile = async (file) => {
  throw new Error(`Nothing here knows the file ${file}.`);
};

/** Throws for `notify`: it is resolved to persons before it is journalled. */
export function render(action: Action, translate: Translate, readFile: ReadFile = noFiles): Delivery {
  const words = (sentences: readonly Sentence[], lang: Lang): string =>
    sentences.map((s) => translate(s, lang)).join('\n');
  switch (action.type) {
    case 'say':
      return {
        type: 'say',
        text: words(action.sentences, action.lang),
        ...(action.replyTo === undefined ? {} : { replyTo: action.replyTo }),
        ...inTopic(action.topic),
      };
    case 'tell':
      return {
        type: 'tell',
        person: action.person,
        text: words(action.sentences, action.lang),
        buttons: (action.buttons ?? []).map((b) => ({
          label: b.name ?? translate({ key: b.label }, action.lang),
          action: b.action,
        })),
        groupFallback: action.groupFallback,
        ...(action.about === undefined ? {} : { about: action.about }),
        ...(action.quote === undefined ? {} : { quote: action.quote }),
        ...inTopic(action.topic),
      };
    case 'repost':
      return {
        type: 'repost',
        text: [translate(action.head, action.lang), action.text].filter((t) => t !== '').join('\n'),
        media: action.media,
        blur: action.blur,
        ...inTopic(action.topic),
      };
    case 'answer-press':
      return {
        type: 'answer-press',
        press: action.press,
        ...(action.sentence ? { text: translate(action.sentence, action.lang) } : {}),
      };
    case 'send-file':
      return {
        type: 'send-file',
        person: action.person,
        name: action.name,
        mime: action.mime,
        caption: words(action.sentences, action.lang),
        read: () => readFile(action.file),
      };
    case 'notify':
      throw new Error('notify is told to persons one by one');
    default:
      return action;
  }
}
