/** What a person must judge: doubts of the machine, contests of members; and what the rules could learn from it. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { LANGS, type Lang } from '../../../../domain/vocabulary.js';
import type { OfferedExample, Reviews } from '../../../office/wire.js';
import { Icon } from '../../icons.js';
import { LANG_NAMES } from '../../lang-names.js';
import { ask } from '../ask.js';
import { useDesk } from '../desk.js';
import { Room } from '../parts/room.js';
import { Empty, Loaded } from '../parts/state.js';
import { useResource } from '../use-resource.js';
import { Doubt, keyOf, RuleTag } from './today.js';

export function ReviewsRoom(): JSX.Element {
  const { words, later } = useDesk();
  const { t } = words;
  const resource = useResource<Reviews>('/reviews', ['reviews', 'today']);
  return (
    <Room title={t('reviews.title')} about={t('reviews.about')}>
      <Loaded resource={resource}>
        {({ items: all, offered: proposed, mayAccept }) => {
          const items = all.filter((i) => !later.settled(keyOf(i)));
          const offered = proposed.filter((e) => !later.settled(`example ${e.id}`));
          return (
            <>
              {items.length === 0 ? (
                <Empty icon="scales" title={t('reviews.empty')}>
                  {t('reviews.empty-help')}
                </Empty>
              ) : (
                <>
                  <p class="keys-help">{t('today.keys')}</p>
                  <ol class="items">
                    {items.map((item) => (
                      <li key={`${item.group.id} ${item.id}`}>
                        <Doubt item={item} />
                      </li>
                    ))}
                  </ol>
                </>
              )}
              <section aria-labelledby="offered">
                <h2 id="offered">
                  {t('examples.title')}
                  {offered.length > 0 && <span class="count-pill">{offered.length}</span>}
                </h2>
                <p class="help">{t('examples.about')}</p>
                {offered.length === 0 ? (
                  <p class="help">{t('examples.empty')}</p>
                ) : (
                  <ul class="items">
                    {offered.map((example) => (
                      <li key={example.id}>
                        <Offered example={example} mayAccept={mayAccept} />
                      </li>
                    ))}
                  </ul>
                )}
              </section>
            </>
          );
        }}
      </Loaded>
    </Room>
  );
}

function Offered({ example, mayAccept }: { example: OfferedExample; mayAccept: boolean }): JSX.Element {
  const { words, later, ruleTitle } = useDesk();
  const { t } = words;
  const [text, setText] = useState(example.text);
  const [lang, setLang] = useState<Lang>(example.lang);
  const decide = (accept: boolean): void =>
    later.decide({
      key: `example ${example.id}`,
      text: t(accept ? 'examples.accepted' : 'examples.discarded'),
      commit: () =>
        ask('POST', `/examples/${example.id}`, {
          group: example.group.id,
          accept,
          text: text.trim() || example.text,
          lang,
        }),
    });
  return (
    <article class="item">
      <p class="item-question">{t('examples.not', { rule: ruleTitle(example.rule) })}</p>
      <RuleTag rule={example.rule} />
      <label class="office-field">
        {t('examples.text')}
        <textarea
          rows={2}
          maxLength={2000}
          value={text}
          lang={lang}
          disabled={!mayAccept}
          onInput={(e) => setText(e.currentTarget.value)}
        />
        <span class="help">{t('examples.text-help')}</span>
      </label>
      {mayAccept && (
        <div class="item-actions">
          <label class="small-field">
            <span class="visually-hidden">{t('examples.lang')}</span>
            <Icon name="globe" />
            <select value={lang} onChange={(e) => setLang(e.currentTarget.value as Lang)}>
              {LANGS.map((l) => (
                <option key={l} value={l}>
                  {LANG_NAMES[l]}
                </option>
              ))}
            </select>
          </label>
          <button type="button" class="button small" onClick={() => decide(true)}>
            <Icon name="plus" />
            {t('examples.accept')}
          </button>
          <button type="button" class="button small quiet" onClick={() => decide(false)}>
            {t('examples.discard')}
          </button>
        </div>
      )}
    </article>
  );
}
