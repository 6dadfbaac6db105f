/** /sign: the coordinator's or the mandatary's signature under a definitive removal (art. 8 c). */
import { signing } from '../ladder/signing.js';

export const sign = signing('sign', ['sign-as-coordinator', 'sign-as-mandatary'], {
  help: 'help.sign',
  confirm: 'sign.confirm',
  done: 'sign.done',
  none: 'sign.none',
});
