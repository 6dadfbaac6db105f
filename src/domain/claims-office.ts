/**
 * Whether a name sounds like an office. A member may call themselves “Police de Liège”, and the bot must not say “from
 * Police de Liège:” in its own voice: it then adds that they are a member. Rights never hang on a name.
 */
import type { Role } from './vocabulary.js';

/** Letters of other alphabets that are taken for Latin ones. */
const LOOK_ALIKE: Readonly<Record<string, string>> = {
  а: 'a',
  с: 'c',
  е: 'e',
  ё: 'e',
  і: 'i',
  ї: 'i',
  ο: 'o',
  о: 'o',
  р: 'p',
  ρ: 'p',
  т: 't',
  τ: 't',
  у: 'y',
  υ: 'u',
  х: 'x',
  ѕ: 's',
  к: 'k',
  κ: 'k',
  м: 'm',
  н: 'h',
  г: 'r',
  α: 'a',
  ε: 'e',
  ι: 'i',
  ν: 'v',
  ӏ: 'l',
  ı: 'i',
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '|': 'l',
  '!': 'i',
  $: 's',
  '@': 'a',
};
/** Folded like the names: every doubled letter is one. */
const OFFICES =
  /polic|politi|polizei|polis|gendarm|rijkswacht|comisa|komisa|inspect|inspek|agentdequartier|wijkagent|chefdecorps|korpschef|zonechef|mandatai|mandataris|cordin|kordin|cordon|burgemester|bourgmestre|buergermeister|burgermeister|parquet|parket|magistrat|magistrat|gardefou|moderat|administ|notruf|nodcentrale|secours/;

const folded = (name: string): string =>
  [
    ...name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[\p{M}\p{Cf}]/gu, ''),
  ]
    .map((c) => LOOK_ALIKE[c] ?? c)
    .filter((c) => /[a-z]/.test(c))
    .join('')
    .replace(/(.)\1+/g, '$1');

/** `role`: what they really are. Only a plain member, who has no office, can claim one. */
export const claimsOffice = (name: string, role: Role): boolean =>
  role === 'member' && OFFICES.test(folded(name));
