/** What a person must judge: doubts of the machine, contests of members; and what the rules could learn from it. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { LANGS, type Lang } from '../../../../domain/vocabulary.js';
import type { OfferedExample, ReviewItem, Reviews } from '../../../office/wire.js';
import { Icon } from '../../icons.js';
import { LANG_NAMES } from '../../lang-names.js';
import { ask } from '../ask.js';
import { useDesk } from '../desk.js';
import { Room } from '../parts/room.js';
import { Empty, Loaded } from '../parts/state.js';
import { useResource } from '../use-resource.js';
import { Doubt, RuleTag } from './today.js';

export function ReviewsRoom(): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  const resource = useResource<Reviews>('/reviews', ['reviews', 'today']);
  const remove = (item: ReviewItem): void =>
    resource.change((d) => ({
      ...d,
      items: d.items.filter((i) => i.id !== item.id || i.group.id !== item.group.id),
    }));
  return (
    <Room title={t('reviews.title')} about={t('reviews.about')}>
      <Loaded resource={resource}>
        {(reviews) => (
          <>
            {reviews.items.length === 0 ? (
              <Empty icon="scales" title={t('reviews.empty')}>
                {t('reviews.empty-help')}
              </Empty>
            ) : (
              <>
                <p class="keys-help">{t('today.keys')}</p>
                <ol class="items">
                  {reviews.items.map((item) => (
                    <li key={`${item.group.id} ${item.id}`}>
                      <Doubt item={item} remove={() => remove(item)} restore={resource.reload} />
                    </li>
                  ))}
                </ol>
              </>
            )}
            <section aria-labelledby="offered">
              <h2 id="offered">
                {t('examples.title')}
                {reviews.offered.length > 0 && <span class="count-pill">{reviews.offered.length}</span>}
              </h2>
              <p class="help">{t('examples.about')}</p>
              {reviews.offered.length === 0 ? (
                <p class="help">{t('examples.empty')}</p>
              ) : (
                <ul class="items">
                  {reviews.offered.map((example) => (
                    <li key={example.id}>
                      <Offered example={example} mayAccept={reviews.mayAccept} reload={resource.reload} />
                    </li>
                  ))}
                </ul>
              )}
            </section>
          </>
        )}
      </Loaded>
    </Room>
  );
}

function Offered({
  example,
  mayAccept,
  reload,
}: {
  example: OfferedExample;
  mayAccept: boolean;
  reload: () => void;
}): JSX.Element {
  const { words, attempt, say, ruleTitle } = useDesk();
  const { t } = words;
  const [text, setText] = useState(example.text);
  const [lang, setLang] = useState<Lang>(example.lang);
  const decide = async (accept: boolean): Promise<void> => {
    const done = await attempt(
      ask('POST', `/examples/${example.id}`, {
        group: example.group.id,
        accept,
        text: text.trim() || example.text,
        lang,
      }),
    );
    if (done) say(t(accept ? 'examples.accepted' : 'examples.discarded'));
    reload();
  };
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
          <button type="button" class="button small" onClick={() => void decide(true)}>
            <Icon name="plus" />
            {t('examples.accept')}
          </button>
          <button type="button" class="button small quiet" onClick={() => void decide(false)}>
            {t('examples.discard')}
          </button>
        </div>
      )}
    </article>
  );
}
