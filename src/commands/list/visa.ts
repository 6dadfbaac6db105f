/** /visa: the chef de corps has seen the removal. From this moment it holds (art. 8 c). */
import { signing } from '../ladder/signing.js';

export const visa = signing('visa', ['visa'], {
  help: 'help.visa',
  confirm: 'visa.confirm',
  done: 'visa.done',
  none: 'visa.none',
});
