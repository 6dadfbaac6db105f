import type { Lang } from '../../domain/vocabulary.js';

/** Each language by the name that its speakers give it, whatever the page's language. */
export const LANG_NAMES: Readonly<Record<Lang, string>> = {
  fr: 'Français',
  nl: 'Nederlands',
  de: 'Deutsch',
  en: 'English',
};
