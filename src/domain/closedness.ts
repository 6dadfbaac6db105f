/** What each network can tell of a group that is not closed (Annex 4 §3), in machine words. */
import type { ChannelName } from './vocabulary.js';

export const CLOSEDNESS = {
  telegram: [
    'public-name',
    'public-place',
    'joins-without-approval',
    'members-may-invite',
    'content-not-protected',
    'members-hidden',
    'unknown-administrators',
    'anonymous-administrators',
    'other-bots',
  ],
  whatsapp: [
    'joins-without-approval',
    'members-may-invite',
    'members-may-change-settings',
    'part-of-community',
    'unknown-administrators',
  ],
  playground: [],
} as const satisfies Readonly<Record<ChannelName, readonly string[]>>;
