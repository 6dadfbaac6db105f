/** One of several, each with one plain sentence that says what it does. */
import type { JSX } from 'preact';
import type { Words } from './texts.js';

export function Choices<T extends string>({
  words,
  name,
  values,
  value,
  says,
  disabled = false,
  onChoose,
}: {
  words: Words;
  name: string;
  values: readonly T[];
  value: T;
  /** Sentences stand under `<says>.<value>` and `<says>-help.<value>`. */
  says: string;
  disabled?: boolean;
  onChoose: (value: T) => void;
}): JSX.Element {
  return (
    <>
      {values.map((v) => (
        <label key={v} class="choice">
          <input
            type="radio"
            name={name}
            value={v}
            checked={value === v}
            disabled={disabled}
            onChange={() => onChoose(v)}
          />
          <span>
            <strong>{words.t(`${says}.${v}`)}</strong>
            <span class="help">{words.t(`${says}-help.${v}`)}</span>
          </span>
        </label>
      ))}
    </>
  );
}
