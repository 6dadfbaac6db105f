/** Whether a group is in order, and what its coordination and its police enter to make it so. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Charter } from '../../../../domain/registration/index.js';
import type { GroupPage } from '../../../office/wire.js';
import { Icon } from '../../icons.js';
import { ask, pressKey } from '../ask.js';
import { useDesk } from '../desk.js';
import { Checks } from '../parts/checks.js';
import { CharterForm } from './charter-form.js';

export function GroupRegistration({ page, reload }: { page: GroupPage; reload: () => void }): JSX.Element {
  const { words, now, attempt, say } = useDesk();
  const { t } = words;
  const path = `/groups/${page.group.id}`;
  const send = async (what: string, body: object, done: string): Promise<void> => {
    if (await attempt(ask('POST', `${path}/${what}`, { key: pressKey(), ...body }))) say(t(done));
    reload();
  };
  const approved = page.registration.some((c) => c.key === 'registration.approval' && c.state === 'done');
  const may = page.rights.includes('habilitate') || page.rights.includes('edit-registration');
  const save = (charter: Charter): Promise<void> => send('charter', { charter }, 'settings.saved');
  return (
    <>
      <section aria-labelledby="registration" class="panel-card">
        <h2 id="registration">{t('registration.title')}</h2>
        <p class="help">{t('registration.about')}</p>
        <Checks checks={page.registration} />
        {page.rights.includes('habilitate') && (
          <PoliceWord approved={approved} onSend={(body) => send('register', body, 'settings.saved')} />
        )}
        {(page.announcements || !approved) && may && (
          <Announcements
            on={page.announcements}
            onSend={(what) => send('announce', { what }, 'announce.done')}
          />
        )}
      </section>
      {page.charter !== null && (
        <section aria-labelledby="charter" class="panel-card">
          <h2 id="charter">{t('charter.title')}</h2>
          <p class="help">{t('charter.about')}</p>
          <CharterForm charter={page.charter} onSave={save} />
        </section>
      )}
      <section aria-labelledby="closed" class="panel-card">
        <h2 id="closed">{t('closed.title')}</h2>
        <p class="help">
          {t('closed.about')}{' '}
          {page.closed.at !== null && t('closed.checked', { when: words.ago(page.closed.at, now()) })}
        </p>
        <Checks checks={page.closed.checks} />
        {page.closed.lacks.length > 0 && (
          <ul class="troubles">
            {page.closed.lacks.map((right) => (
              <li key={right}>{words.maybe(`trouble.right.${right}`) ?? right}</li>
            ))}
          </ul>
        )}
        {page.closed.closable && page.rights.includes('edit-registration') && (
          <div class="item-actions">
            <button type="button" class="button" onClick={() => void send('tighten', {}, 'closed.closing')}>
              <Icon name="lock" />
              {t('closed.tighten')}
            </button>
          </div>
        )}
      </section>
    </>
  );
}

/** Whether members may still write without the police's approval is for people to decide, and to decide twice. */
function Announcements({
  on,
  onSend,
}: {
  on: boolean;
  onSend: (what: 'on' | 'off') => Promise<void>;
}): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  const [sure, setSure] = useState(false);
  return (
    <div class="item-actions">
      <p class="help">{t(on ? 'announce.is-on' : 'announce.about')}</p>
      <button
        type="button"
        class={sure ? 'button' : 'button quiet'}
        onClick={() => {
          if (sure) void onSend(on ? 'off' : 'on');
          setSure(!sure);
        }}
      >
        {t(sure ? 'announce.sure' : on ? 'announce.off' : 'announce.on')}
      </button>
    </div>
  );
}

/** What lets Garde-fou act in the group: the recognition and the approval, in the police's word (Annex 4 §1, §2). */
function PoliceWord({
  approved,
  onSend,
}: {
  approved: boolean;
  onSend: (body: object) => Promise<void>;
}): JSX.Element {
  const { words, now } = useDesk();
  const { t } = words;
  const [what, setWhat] = useState<'recognition' | 'approval'>('recognition');
  return (
    <details class="police-word">
      <summary>
        <strong>{t('register.title')}</strong>
      </summary>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          const form = new FormData(e.currentTarget);
          void onSend({ what, reference: form.get('reference'), date: form.get('date') });
        }}
      >
        <label class="office-field">
          {t('register.what')}
          <select value={what} onChange={(e) => setWhat(e.currentTarget.value as typeof what)}>
            <option value="recognition">{t('registration.recognition')}</option>
            <option value="approval">{t('registration.approval')}</option>
          </select>
        </label>
        <label class="office-field">
          {t('register.reference')}
          <input name="reference" maxLength={120} required />
        </label>
        <label class="office-field">
          {t('register.date')}
          <input
            type="date"
            name="date"
            required
            defaultValue={new Date(now()).toISOString().slice(0, 10)}
            max={new Date(now()).toISOString().slice(0, 10)}
          />
        </label>
        <div class="item-actions">
          <button type="submit" class="button">
            {t('register.enter')}
          </button>
          {approved && (
            <button
              type="button"
              class="button quiet"
              onClick={() => void onSend({ what: 'withdraw-approval' })}
            >
              {t('register.withdraw')}
            </button>
          )}
        </div>
        {approved && <p class="help">{t('register.withdraw-help')}</p>}
      </form>
    </details>
  );
}
