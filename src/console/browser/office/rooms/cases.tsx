import type { JSX } from 'preact';
import { useDesk } from '../desk.js';
import { Room } from '../parts/room.js';

export function CasesRoom(_: { id: string | null }): JSX.Element {
  const { words } = useDesk();
  return <Room title={words.t('cases.title')}>{null}</Room>;
}
