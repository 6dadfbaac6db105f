/** Changes that the SPF Intérieur must be told at once in writing (art. 6, Annex 2). */
import type { Charter } from './charter.js';

export const NOTIFIED = [
  'coordinator',
  'mandatary',
  'mayor',
  'area',
  'communication',
  'name',
  'variant',
  'internal-rules',
] as const;
export type NotifiedChange = (typeof NOTIFIED)[number];

const PARTS: Readonly<Record<NotifiedChange, (c: Charter) => unknown>> = {
  coordinator: (c) => c.coordinator,
  mandatary: (c) => c.mandatary,
  mayor: (c) => c.mayor,
  area: (c) => c.area,
  communication: (c) => [c.hot.levels, c.hot.technologies, c.cold.technologies],
  name: (c) => [c.name, c.policeZone, c.commune],
  variant: (c) => c.variant,
  'internal-rules': (c) => [c.internalRules.version, c.internalRules.saa],
};

/** What of a charter that was sent already changed so that it must be told. One not sent yet has nobody to tell. */
export function changesToNotify(before: Charter, after: Charter): readonly NotifiedChange[] {
  if (before.sentToInterior === '') return [];
  return NOTIFIED.filter(
    (what) => JSON.stringify(PARTS[what](before)) !== JSON.stringify(PARTS[what](after)),
  );
}
