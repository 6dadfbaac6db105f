/** Small choices that this browser keeps: language and light or dark. Private windows may refuse; then not. */
export function remember(name: 'lang' | 'theme' | 'keys', value: string): void {
  try {
    localStorage.setItem(`garde-fou.${name}`, value);
  } catch {
    // Storage is refused: the choice holds until the page closes.
  }
}

export function remembered(name: 'lang' | 'theme' | 'keys'): string | null {
  try {
    return localStorage.getItem(`garde-fou.${name}`);
  } catch {
    return null;
  }
}
