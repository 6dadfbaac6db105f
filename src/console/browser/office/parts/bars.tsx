/** Stacked bars with the same figures as a table behind them: the picture is for the eye, the table for everybody. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useDesk } from '../desk.js';

export interface Series {
  readonly key: string;
  readonly name: string;
  /** 1…5: one of the chart's colours. */
  readonly tone: 1 | 2 | 3 | 4 | 5;
}

const WIDE = 640;
/** About as many units as a phone has pixels for it, so that letters stay as large as they are meant to be. */
const NARROW = 320;
const HEIGHT = 190;
const FOOT = 22;
const GAP = 0.28;
/** Room for the scale's numbers at the left. */
const LEFT = 36;

export function Bars({
  title,
  columns,
  series,
}: {
  title: string;
  columns: readonly { readonly name: string; readonly values: Readonly<Record<string, number>> }[];
  series: readonly Series[];
}): JSX.Element {
  const { words } = useDesk();
  const narrow = useNarrow();
  const width = narrow ? NARROW : WIDE;
  const every = narrow ? Math.ceil(columns.length / 5) : 1;
  const sums = columns.map((c) => series.reduce((sum, s) => sum + (c.values[s.key] ?? 0), 0));
  const top = niceTop(Math.max(1, ...sums));
  const step = (width - LEFT) / Math.max(1, columns.length);
  const y = (n: number): number => (HEIGHT - FOOT) * (1 - n / top);
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <ul class="legend" aria-hidden="true">
        {series.map((s) => (
          <li key={s.key}>
            <i class={`tone-${s.tone}`} />
            {s.name}
          </li>
        ))}
      </ul>
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} aria-hidden="true" focusable="false">
        {[0, 0.5, 1].map((share) => (
          <g key={share} class="grid">
            <line x1={LEFT} x2={width} y1={y(top * share)} y2={y(top * share)} />
            {share > 0 && (
              <text x={LEFT - 6} y={y(top * share) + (share === 1 ? 11 : 4)} text-anchor="end">
                {words.number(top * share)}
              </text>
            )}
          </g>
        ))}
        {columns.map((column, i) => {
          let below = 0;
          return (
            <g key={column.name + String(i)}>
              {series.map((s) => {
                const n = column.values[s.key] ?? 0;
                if (n === 0) return null;
                const from = below;
                below += n;
                return (
                  <rect
                    key={s.key}
                    class={`tone-${s.tone}`}
                    x={LEFT + i * step + (step * GAP) / 2}
                    width={step * (1 - GAP)}
                    y={y(below)}
                    height={Math.max(1, y(from) - y(below))}
                    rx="2"
                  />
                );
              })}
              {(columns.length - 1 - i) % every === 0 && (
                <text class="name" x={LEFT + (i + 0.5) * step} y={HEIGHT - 5} text-anchor="middle">
                  {column.name}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <details class="figures">
        <summary>{words.t('chart.table')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard. */}
        <section class="scroll" tabIndex={0} aria-label={title}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.t('chart.period')}</th>
                {series.map((s) => (
                  <th key={s.key} scope="col">
                    {s.name}
                  </th>
                ))}
                <th scope="col">{words.t('chart.sum')}</th>
              </tr>
            </thead>
            <tbody>
              {columns.map((column, i) => (
                <tr key={column.name + String(i)}>
                  <th scope="row">{column.name}</th>
                  {series.map((s) => (
                    <td key={s.key}>{words.number(column.values[s.key] ?? 0)}</td>
                  ))}
                  <td>{words.number(sums[i] ?? 0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </figure>
  );
}

const PHONE = '(max-width: 560px)';
function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia(PHONE).matches);
  useEffect(() => {
    const media = matchMedia(PHONE);
    const follow = (): void => setNarrow(media.matches);
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, []);
  return narrow;
}

/** A round number at or above. */
function niceTop(n: number): number {
  const power = 10 ** Math.floor(Math.log10(n));
  for (const m of [1, 2, 4, 6, 8, 10]) if (n <= m * power && (m * power) % 2 === 0) return m * power;
  return Math.max(2, 10 * power);
}

/** A dozen numbers as a small line; what they are is said in words beside it. */
export function Spark({ values }: { values: readonly number[] }): JSX.Element {
  const top = Math.max(1, ...values);
  const points = values
    .map((v, i) => `${(i * 96) / Math.max(1, values.length - 1) + 2},${26 - (v / top) * 22}`)
    .join(' ');
  return (
    <svg class="spark" viewBox="0 0 100 28" aria-hidden="true" focusable="false" preserveAspectRatio="none">
      <polyline points={points} fill="none" />
    </svg>
  );
}
