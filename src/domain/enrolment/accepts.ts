/** “J'accepte”, in the four languages: an answer for networks without buttons. The whole text, so no sentence is one. */

const WORDS = new Set([
  'j accepte',
  'jaccepte',
  'j accepte et je declare',
  'accepte',
  'd accord j accepte',
  'oui j accepte',
  'ik aanvaard',
  'aanvaard',
  'ik ga akkoord',
  'akkoord',
  'ja ik aanvaard',
  'ik aanvaard en verklaar',
  'ich nehme an',
  'ich stimme zu',
  'ich akzeptiere',
  'ja ich stimme zu',
  'einverstanden',
  'ich stimme zu und erklare',
  'i accept',
  'accept',
  'i agree',
  'yes i accept',
  'i accept and declare',
]);

/** True when somebody says that they accept, and nothing else. */
export const accepts = (text: string): boolean =>
  text.length <= 60 &&
  WORDS.has(
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z]+/g, ' ')
      .trim(),
  );
