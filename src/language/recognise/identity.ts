/** Data that lead to a person: telephone, e-mail, profile, account, national number (Annex 4 §4, privacy law). */
import { findPhoneNumbersInText } from 'libphonenumber-js/min';

export type IdentityKind = 'telephone' | 'email' | 'profile' | 'iban' | 'national-number';

export interface IdentityCandidate {
  readonly kind: IdentityKind;
  readonly start: number;
  readonly end: number;
}

const EMAIL =
  /[a-z0-9._%+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,3}\.[a-z]{2,10}/gi;
const PROFILE =
  /(?:https?:\/\/)?(?:www\.|m\.)?(?:facebook|fb|instagram|tiktok|linkedin|twitter|x|snapchat|vinted)\.(?:com|me|be)\/[\w.@/?=&%-]{2,80}|(?<![\w.@])@[a-z_][\w.]{3,30}(?![\w@])/gi;
const IBAN = /\b[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]{4}){2,7}(?:[ .-]?[A-Z0-9]{1,3})?\b/gi;
const NATIONAL = /\b\d{2}[ .-]?\d{2}[ .-]?\d{2}[ .-]?\d{3}[ .-]?\d{2}\b/g;

/** Public numbers that anyone may spread: the emergency numbers and the free lines. */
const PUBLIC = /^(?:\+32|0032|0)?(?:800|78|70|90\d)/;

/** Mod 97 of the national number: check = 97 − (first nine digits mod 97), with 2 before them for births from 2000. */
export function isNationalNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  if (digits.length !== 11) return false;
  const month = Number(digits.slice(2, 4)) % 20;
  const day = Number(digits.slice(4, 6));
  if (month > 12 || day > 31) return false;
  const check = Number(digits.slice(9));
  const body = digits.slice(0, 9);
  return 97 - (Number(body) % 97) === check || 97 - (Number(`2${body}`) % 97) === check;
}

/** ISO 13616 check: remainder 1 modulo 97 after moving the first four characters to the end. */
export function isIban(text: string): boolean {
  const compact = text.replace(/[ .-]/g, '').toUpperCase();
  if (compact.length < 15 || compact.length > 34) return false;
  let rest = 0;
  for (const c of compact.slice(4) + compact.slice(0, 4)) {
    const value = c >= 'A' && c <= 'Z' ? String(c.charCodeAt(0) - 55) : c;
    for (const digit of value) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1;
}

/** All such data in a text, in no special order, without overlaps between kinds. Reads at most 20,000 characters. */
export function findIdentities(raw: string): IdentityCandidate[] {
  const text = raw.length > 20_000 ? raw.slice(0, 20_000) : raw;
  const found: IdentityCandidate[] = [];
  const free = (start: number, end: number): boolean => found.every((f) => end <= f.start || start >= f.end);
  const put = (kind: IdentityKind, start: number, end: number): void => {
    if (free(start, end)) found.push({ kind, start, end });
  };
  if (/@|\(at\)|\[at\]/i.test(text))
    for (const m of text.matchAll(EMAIL)) put('email', m.index, m.index + m[0].length);
  if (/\d/.test(text)) {
    for (const m of text.matchAll(IBAN)) if (isIban(m[0])) put('iban', m.index, m.index + m[0].length);
    for (const m of text.matchAll(NATIONAL))
      if (isNationalNumber(m[0])) put('national-number', m.index, m.index + m[0].length);
    // libphonenumber is slow; it is only asked where eight digits stand near one another.
    if (/(?:\d[\s./()-]{0,3}){8}/.test(text))
      for (const hit of findPhoneNumbersInText(text, { defaultCountry: 'BE', extended: true }))
        if (!PUBLIC.test(hit.number.number)) put('telephone', hit.startsAt, hit.endsAt);
    for (const m of text.matchAll(/(?<!\d)(?:\+32|0032|0)[\s./-]?4\d{2}(?:[\s./-]?\d){6}(?!\d)/g))
      put('telephone', m.index, m.index + m[0].length);
  }
  if (/[@/]/.test(text))
    for (const m of text.matchAll(PROFILE)) put('profile', m.index, m.index + m[0].length);
  return found;
}
