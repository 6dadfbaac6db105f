/** What those are told who have something to do in a case until a day, at first and when the day is near or over. */
import type { Button, Sentence } from '../../domain/action.js';
import type { Deadline, DeadlineName } from '../../domain/ladder/index.js';
import type { CaseRow } from '../../store/people/cases.js';

const TODO: Readonly<Record<DeadlineName, string>> = {
  talk: 'todo.talk',
  reprimand: 'todo.reprimand',
  signatures: 'todo.signatures',
  visa: 'todo.visa',
  'exclusion-end': 'todo.exclusion-end',
  copy: 'todo.copy',
  appeal: 'todo.appeal',
  ruling: 'todo.ruling',
  assembly: 'todo.assembly',
  quiet: 'todo.quiet',
};

/** The sentences, and the button that leads to it. */
export function todoOf(
  about: Pick<CaseRow, 'id' | 'name'>,
  deadline: Pick<Deadline, 'what' | 'due'>,
): readonly [readonly Sentence[], readonly Button[]] {
  const params = { name: about.name, number: about.id, day: deadline.due };
  const button: Button =
    deadline.what === 'signatures'
      ? { label: 'button.sign', action: `cmd:do:sign:${about.id}` }
      : deadline.what === 'visa'
        ? { label: 'button.visa', action: `cmd:do:visa:${about.id}` }
        : { label: 'button.case', action: `cmd:do:case:${about.id}` };
  return [[{ key: TODO[deadline.what], params }], [button]];
}
