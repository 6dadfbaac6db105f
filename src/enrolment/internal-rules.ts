/**
 * The internal rules (Annex 2, 16) as members are given them: the partnership's own text where it wrote one, else the
 * template of rules/internal-rules. Their version is a digest of the texts in all languages, before names are filled in.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGS, type Lang } from '../domain/vocabulary.js';
import { projectRoot } from '../root.js';
import type { Partnership } from '../store/enrolment/partnerships.js';
import type { GroupRow } from '../store/groups.js';
import type { Store } from '../store/store.js';

export interface RulesText {
  readonly text: string;
  /** Twelve hex digits. */
  readonly version: string;
}

export interface InternalRules {
  /** For somebody of this group, in their language. */
  of(store: Store, group: GroupRow, lang: Lang): RulesText;
  version(store: Store, partnership: Partnership | null): string;
}

/** Reads the templates at their first use, once. Throws when one of them is missing. */
export function openInternalRules(folder = join(projectRoot, 'rules', 'internal-rules')): InternalRules {
  let templates: ReadonlyMap<Lang, string> | undefined;
  const textsOf = (store: Store, partnership: Partnership | null): ReadonlyMap<Lang, string> => {
    templates ??= new Map(
      LANGS.map((lang) => [lang, readFileSync(join(folder, `${lang}.md`), 'utf8').trim()]),
    );
    const own = partnership ? store.partnerships.internalRules(partnership.id) : new Map<Lang, string>();
    // In a language in which the group wrote nothing its members get the group's own text, not somebody else's rules.
    const first =
      partnership && own.size > 0 ? (own.get(partnership.lang) ?? [...own.values()][0]) : undefined;
    return new Map(LANGS.map((lang) => [lang, own.get(lang) ?? first ?? templates!.get(lang)!]));
  };
  const versionOf = (texts: ReadonlyMap<Lang, string>): string =>
    createHash('sha256')
      .update(LANGS.map((lang) => texts.get(lang)).join('\0'))
      .digest('hex')
      .slice(0, 12);
  return {
    of(store, group, lang) {
      const partnership = store.partnerships.of(group.id);
      const texts = textsOf(store, partnership);
      return {
        text: filled(texts.get(lang)!, namesIn(store, group, partnership)),
        version: versionOf(texts),
      };
    },
    version: (store, partnership) => versionOf(textsOf(store, partnership)),
  };
}

const UNKNOWN = '…';

/** Who answers for the platform: the initiator by name, else the coordinator of the group (Annex 4 §3 b). */
export function responsibleFor(store: Store, group: GroupRow): string {
  const entered =
    store.partnerships.of(group.id)?.initiator || store.registrations.charter(group.id).initiator;
  const coordinator = store.members.withRole(group.id, ['coordinator', 'temporary-coordinator'])[0]?.name;
  // The charter's initiator can be a whole paragraph: its first line names somebody.
  return entered.split('\n')[0]!.trim().slice(0, 120) || coordinator || UNKNOWN;
}

function namesIn(store: Store, group: GroupRow, partnership: Partnership | null): Record<string, string> {
  const names = (roles: Parameters<Store['members']['withRole']>[1]): string =>
    store.members
      .withRole(group.id, roles)
      .map((m) => m.name)
      .filter((name) => name !== '')
      .join(', ') || UNKNOWN;
  return {
    name: partnership?.name ?? group.title,
    group: group.title,
    zone: partnership?.zone || UNKNOWN,
    commune: partnership?.commune || UNKNOWN,
    initiator: responsibleFor(store, group),
    coordinator: names(['coordinator', 'temporary-coordinator']),
    mandatary: names(['mandatary']),
  };
}

/** Only the names above are filled in; other braces stay as they were written. */
const filled = (text: string, names: Readonly<Record<string, string>>): string =>
  text.replace(/\{([a-z]+)\}/g, (whole, name: string) => (Object.hasOwn(names, name) ? names[name]! : whole));
