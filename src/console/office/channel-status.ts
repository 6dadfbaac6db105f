/** What a channel tells of itself, whichever it is; each has words of its own. */
import type { Channel } from '../../channels/channel.js';

export interface ChannelStatus {
  readonly state?: string;
  readonly problem?: string | null;
  readonly bot?: string;
  readonly number?: string | null;
  readonly pairing?: { readonly qr: string } | { readonly code: string } | null;
}

/** A channel whose account is a phone that is linked. */
export interface LinksPhone {
  /** Begins linking: by QR code, or by a code for the phone with this number. False: nothing was begun. */
  pair(how: { readonly number?: string }): Promise<boolean>;
}

export const statusOf = (channel: Channel): ChannelStatus =>
  'status' in channel && typeof channel.status === 'function' ? (channel.status() as ChannelStatus) : {};

export const linksPhone = (channel: Channel): channel is Channel & LinksPhone =>
  'pair' in channel && typeof channel.pair === 'function';
