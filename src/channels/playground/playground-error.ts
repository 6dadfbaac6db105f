/** Why a person of the playground may not do something. `code` is a key of the page's texts, never a sentence. */
export type PlaygroundProblem =
  | 'no-such-room'
  | 'no-such-person'
  | 'no-such-message'
  | 'not-yours'
  | 'already-deleted'
  | 'no-such-button'
  | 'no-such-picture'
  | 'already-pressed'
  | 'muted'
  | 'out-of-group';

export class PlaygroundError extends Error {
  constructor(readonly code: PlaygroundProblem) {
    super(`The playground refuses: ${code}.`);
    this.name = 'PlaygroundError';
  }
}
