/** Which of the two pages an address means; each is fetched when it is needed. */
import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Me } from '../office/wire.js';
import { api } from './api.js';
import { ask } from './office/ask.js';
import { startLang } from './start-lang.js';

type Page = ComponentType<{ me?: Me }>;

const playground = async (): Promise<Page> => (await import('./app.js')).App;
const office = async (): Promise<Page> => (await import('./office/office.js')).OfficePage;

export function Root(): JSX.Element {
  const [page, setPage] = useState<{ readonly Page: Page; readonly me?: Me } | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let again: ReturnType<typeof setTimeout>;
    const open = async (): Promise<void> => {
      if (location.pathname === '/try') return setPage({ Page: await playground() });
      // Asked at the same time as the page is fetched.
      api.texts(startLang()).catch(() => {});
      const [me, Office] = await Promise.all([ask<Me>('GET', '/me'), office()]);
      const nobody = location.pathname === '/' && !me.signedIn && !me.staffed;
      setPage(nobody ? { Page: await playground() } : { Page: Office, me });
    };
    const load = (): void => {
      open().catch(() => {
        setFailed(true);
        again = setTimeout(load, 2000);
      });
    };
    load();
    return () => clearTimeout(again);
  }, []);
  // No words have come yet: only signs that need none.
  if (page === null)
    return (
      <div class="boot" aria-busy={!failed}>
        {failed ? '⚠ Garde-fou …' : 'Garde-fou …'}
      </div>
    );
  return <page.Page {...(page.me ? { me: page.me } : {})} />;
}
