/** Whether something written as JSON is about a person: in a field or a parameter, by number, name or held message. */
export function speaksOf(
  json: string,
  who: {
    readonly ids: readonly string[];
    readonly holds: readonly string[];
    readonly name: string;
    /** The register's number, as commands write it under `person`. */
    readonly person?: number;
  },
): boolean {
  const ids = new Set(who.ids);
  const holds = new Set(who.holds);
  const about = (value: unknown, key: string): boolean => {
    if (typeof value === 'string')
      return (
        ids.has(value) ||
        (who.name !== '' && value === who.name) ||
        (key === 'hold' && holds.has(value)) ||
        // Buttons: what:hold, e.g. `informed:h12`.
        (key === 'action' && holds.has(value.split(':')[1] ?? ''))
      );
    if (typeof value === 'number') return key === 'person' && value === who.person;
    if (Array.isArray(value)) return value.some((v) => about(v, key));
    if (value !== null && typeof value === 'object')
      return Object.entries(value).some(([k, v]) => about(v, k));
    return false;
  };
  try {
    return about(JSON.parse(json), '');
  } catch {
    // What can't be read can't be carried out either; better gone than kept.
    return ids.size > 0 && who.ids.some((id) => json.includes(id));
  }
}
