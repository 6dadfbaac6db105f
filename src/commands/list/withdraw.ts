/** /withdraw: each message waits for the police again (art. 8 d). */
import { sendingCommand } from '../sending.js';

export const withdraw = sendingCommand({
  name: 'withdraw',
  back: 'habilitate',
  help: 'help.withdraw',
  sending: 'prior-authorisation',
  done: 'sending.withdrawn',
  said: 'sending.say-withdrawn',
  already: 'sending.already-withdrawn',
});
