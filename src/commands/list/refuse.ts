/** /refuse: a held message does not go back; its author is told, with the reason if there is one. */
import { holdCommand } from '../holds.js';

export const refuse = holdCommand({
  name: 'refuse',
  help: 'help.refuse',
  rights: ['release', 'authorise'],
  what: 'refuse',
  only: null,
  confirm: 'refuse.confirm',
  done: 'refuse.done',
});
