/** The ladder from below upwards: which rungs were taken, by whom, which is under way, and which are still above. */
import type { JSX } from 'preact';
import type { CasePage } from '../../../office/wire.js';
import { Icon, type IconName } from '../../icons.js';
import { useDesk } from '../desk.js';

const MARK: Readonly<Record<CasePage['rungs'][number]['status'], IconName>> = {
  none: 'dots',
  'under-way': 'clock',
  done: 'check',
  declined: 'close',
  annulled: 'undo',
};

export function LadderDrawing({ page }: { page: CasePage }): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  // Read from the first step on; drawn (by the style) with the first one at the foot.
  return (
    <ol class="ladder">
      {page.rungs.map((r) => (
        <li
          key={r.rung}
          class={`rung rung-${r.status}${page.current === r.rung ? ' current' : ''}`}
          aria-current={page.current === r.rung ? 'step' : undefined}
        >
          <span class="rung-mark">
            <Icon name={MARK[r.status]} />
          </span>
          <div>
            <strong>
              <span class="rung-number">{r.rung}</span> {t(`step.${r.rung.toLowerCase()}`)}
            </strong>
            <span class="help">{t(`rung-status.${r.status}`)}</span>
            {r.marks.length > 0 && (
              <ul class="marks">
                {r.marks.map((m, i) => (
                  <li key={`${m.act} ${m.at} ${String(i)}`}>
                    <span>
                      <Icon name={m.act === 'sign' || m.act === 'visa' ? 'pen' : 'check'} />{' '}
                      {t(`act-done.${m.act}`)}
                    </span>{' '}
                    <span class="help">
                      {m.role === 'clock'
                        ? t('cases.by-time')
                        : `${m.name || t('office.somebody')}, ${t(`role.${m.role}`)}`}{' '}
                      · {words.date(m.at)}
                    </span>
                    {m.words !== '' && <q>{m.words}</q>}
                  </li>
                ))}
              </ul>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
