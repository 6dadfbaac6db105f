/** A telephone number with its country code as WhatsApp wants it, e.g. `+32 470 12 34 56` → 32470123456; null: it is none. */
export function phoneDigits(text: string): string | null {
  const digits = text.replace(/[\s+()./-]/g, '').replace(/^00/, '');
  return /^[1-9][0-9]{7,14}$/.test(digits) ? digits : null;
}
