import type { JSX } from 'preact';
import { useDesk } from '../desk.js';
import { Room } from '../parts/room.js';

export function EvaluationRoom(_: { id: string | null }): JSX.Element {
  const { words } = useDesk();
  return <Room title={words.t('evaluation.title')}>{null}</Room>;
}
