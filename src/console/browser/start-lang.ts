import { LANGS, type Lang } from '../../domain/vocabulary.js';
import { remembered } from './remember.js';

/** What was chosen here before; else what the browser asks for, in which the server made the page. */
export const startLang = (): Lang =>
  LANGS.find((l) => l === remembered('lang')) ??
  LANGS.find((l) => l === document.documentElement.lang) ??
  'fr';
