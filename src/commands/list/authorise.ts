/** /authorise: the police let a message go that waits for them (art. 8 d). */
import { holdCommand } from '../holds.js';

export const authorise = holdCommand({
  name: 'authorise',
  help: 'help.authorise',
  rights: ['authorise'],
  what: 'release',
  only: 'authorisation',
  confirm: 'release.confirm',
  done: 'release.done',
});
