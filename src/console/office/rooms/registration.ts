/** What a partnership needs before it is one (Annex 4 §1, §2; Annex 2): what is there, and what is missing. */
import { checklist } from '../../../domain/registration/index.js';
import type { Lang } from '../../../domain/vocabulary.js';
import { createTranslator } from '../../../rules/messages.js';
import type { GroupRow } from '../../../store/groups.js';
import type { Office } from '../context.js';
import type { Check } from '../wire.js';

export function registrationChecks(office: Office, group: GroupRow, lang: Lang): Check[] {
  const charter = checklist(office.store.registrations.charter(group.id), group.policy);
  const missing = charter.filter((c) => !c.ok);
  const say = createTranslator(office.rules());
  const officials = office.store.members.list(group.id);
  const has = (...roles: string[]): string | null =>
    officials.find((m) => roles.includes(m.role))?.name ?? null;
  const check = (key: string, detail: string | null, day?: string): Check => ({
    key: `registration.${key}`,
    state: detail === null ? 'missing' : 'done',
    detail,
    ...(day === undefined ? {} : { day }),
  });
  const { recognition, policeApproval } = group;
  return [
    check('recognition', recognition?.reference ?? null, recognition?.date),
    check('approval', policeApproval?.by ?? null, policeApproval?.date),
    check('coordinator', has('coordinator', 'temporary-coordinator')),
    check('mandatary', has('mandatary')),
    {
      key: 'registration.charter',
      state: missing.length === 0 ? 'done' : 'missing',
      detail: null,
      lacks: missing.map((c) => say({ key: `charter.${c.item}` }, lang)),
    },
  ];
}
