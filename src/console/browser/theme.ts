/** Light, dark, or as the device says (`auto`): every colour of the page follows `color-scheme`. */
export function applyTheme(theme: string): void {
  document.documentElement.style.colorScheme = theme === 'light' || theme === 'dark' ? theme : 'light dark';
}
