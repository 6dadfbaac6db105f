/** Arrow keys move between the buttons of a row or column, Home and End to its ends. */
const STEP: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function useRoving(selector = 'button:not(:disabled)'): (event: KeyboardEvent) => void {
  return (event) => {
    const container = event.currentTarget as HTMLElement;
    const items = [...container.querySelectorAll<HTMLElement>(selector)].filter(
      (i) => i.offsetParent !== null,
    );
    const here = items.indexOf(document.activeElement as HTMLElement);
    if (here < 0) return;
    const step = STEP[event.key];
    const next =
      step !== undefined
        ? items[(here + step + items.length) % items.length]
        : event.key === 'Home'
          ? items[0]
          : event.key === 'End'
            ? items.at(-1)
            : undefined;
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
}
