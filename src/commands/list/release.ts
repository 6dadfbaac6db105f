/** /release: lets a held message go back; decide says whose decision that is. */
import { holdCommand } from '../holds.js';

export const release = holdCommand({
  name: 'release',
  help: 'help.release',
  rights: ['release', 'authorise'],
  what: 'release',
  only: null,
  confirm: 'release.confirm',
  done: 'release.done',
});
