/** A network of the demonstration: it looks like WhatsApp or Telegram and reaches nobody. */
import {
  type Capabilities,
  type Channel,
  type Delivery,
  type DeliveryResult,
  EVERYTHING,
} from '../../channels/channel.js';
import type { ChannelEvent } from '../../domain/event.js';

export class DemoChannel implements Channel {
  readonly capabilities: Capabilities;
  #sent = 0;
  readonly #since: number;

  constructor(
    readonly name: 'whatsapp' | 'telegram',
    now: number,
  ) {
    this.#since = now;
    this.capabilities = name === 'telegram' ? EVERYTHING : { ...EVERYTHING, buttons: false, restrict: false };
  }

  async start(_deliverTo: (event: ChannelEvent) => void): Promise<void> {}
  async stop(): Promise<void> {}

  async deliver(_chat: string, _delivery: Delivery, _key: string): Promise<DeliveryResult> {
    return { status: 'done', message: `demo-${++this.#sent}-${this.#since}` };
  }

  status() {
    return this.name === 'telegram'
      ? { state: 'connected', since: this.#since, bot: '@garde_fou_demo_bot' }
      : { state: 'open', since: this.#since, problem: null, pairing: null, number: '32470000000' };
  }
}

/** Both networks of the demonstration. */
export const demoChannels = (now: number): readonly DemoChannel[] => [
  new DemoChannel('whatsapp', now),
  new DemoChannel('telegram', now),
];
