/** /habilitate: members may send on their own, under the eyes of the police (art. 8 d). */
import { sendingCommand } from '../sending.js';

export const habilitate = sendingCommand({
  name: 'habilitate',
  back: 'withdraw',
  help: 'help.habilitate',
  sending: 'habilitation',
  done: 'sending.habilitated',
  said: 'sending.say-habilitated',
  already: 'sending.already-habilitated',
});
