/** What Annex 4 §3 asks of a closed group, as the network last told it. */
import { CLOSEDNESS } from '../../../domain/closedness.js';
import { closable } from '../../../enrolment/what-is-missing.js';
import type { GroupRow } from '../../../store/groups.js';
import type { Office } from '../context.js';
import type { Check, GroupPage } from '../wire.js';

export function closedChecks(office: Office, group: GroupRow): GroupPage['closed'] {
  const facts = office.store.groups.facts(group.id);
  const closed = facts.find((f) => f.what === 'closedness');
  const rights = facts.find((f) => f.what === 'missing-rights');
  const problems = Array.isArray(closed?.value) ? closed.value.map(String) : [];
  const missing = Array.isArray(rights?.value) ? rights.value.map(String) : [];
  const words = [...new Set([...CLOSEDNESS[group.channel], ...problems])];
  const checks = words.map(
    (word): Check => ({
      key: `closed.${word}`,
      state: !closed ? 'unknown' : problems.includes(word) ? 'missing' : 'done',
      detail: null,
    }),
  );
  const right: Check = {
    key: 'closed.rights',
    state: !rights ? 'unknown' : missing.length > 0 ? 'missing' : 'done',
    detail: null,
  };
  return {
    at: closed?.at ?? null,
    checks: [...checks, right],
    lacks: missing,
    closable: closable(office.store, group).length > 0,
  };
}
