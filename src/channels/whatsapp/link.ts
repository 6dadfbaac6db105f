/** The open connection as sending sees it: what is used of Baileys' socket, and when it ends. */
import type { WASocket } from '@whiskeysockets/baileys';

export type Socket = Pick<
  WASocket,
  | 'sendMessage'
  | 'sendPresenceUpdate'
  | 'waitForMessage'
  | 'groupMetadata'
  | 'groupParticipantsUpdate'
  | 'groupRequestParticipantsList'
  | 'groupRequestParticipantsUpdate'
  | 'groupSettingUpdate'
  | 'groupJoinApprovalMode'
  | 'groupMemberAddMode'
  | 'groupInviteCode'
  | 'groupRevokeInvite'
> & { readonly authState: { readonly keys: Pick<WASocket['authState']['keys'], 'set'> } };

export interface Link {
  readonly socket: Socket;
  /** Rejects when the connection ends, so that nothing waits for an answer that won't come. */
  readonly ended: Promise<never>;
}

/** What was asked of WhatsApp and refused; `code` is its number, 0 when it gave none. */
export class Refused extends Error {
  constructor(readonly code: number) {
    super(`whatsapp-${code}`);
    this.name = 'Refused';
  }
}

/** WhatsApp's number in whatever Baileys throws. */
export function codeOf(error: unknown): number {
  if (error instanceof Refused) return error.code;
  const boom = error as { data?: unknown; output?: { statusCode?: unknown } } | null;
  for (const code of [boom?.data, boom?.output?.statusCode])
    if (typeof code === 'number' && Number.isFinite(code)) return code;
  return 0;
}
