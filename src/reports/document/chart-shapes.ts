/** The geometry of a chart, once: the HTML pen and the PDF pen draw the same shapes. Units are points. */
import type { Chart } from './document.js';

export type Tone = 'first' | 'second' | 'track' | 'grid' | 'axis';

export type Shape =
  | {
      readonly type: 'rect';
      readonly x: number;
      readonly y: number;
      readonly w: number;
      readonly h: number;
      readonly tone: Tone;
    }
  | {
      readonly type: 'line';
      readonly points: readonly (readonly [number, number])[];
      readonly tone: Tone;
      readonly width: number;
    }
  | { readonly type: 'dot'; readonly x: number; readonly y: number; readonly r: number; readonly tone: Tone }
  | {
      readonly type: 'text';
      readonly x: number;
      /** Baseline. */
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly anchor: 'start' | 'middle' | 'end';
      /** Widest it may get; longer text is cut with “…”. */
      readonly max?: number;
    };

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

const round = (n: number): number => Math.round(n * 100) / 100;
const TONES = ['first', 'second'] as const;

/** 1, 2, 5, 10, 20, 50…: the first that is not below `max`. */
export function niceMax(max: number): number {
  if (!(max > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(max));
  const step = [1, 2, 5, 10].find((s) => s * power >= max) ?? 10;
  return Math.max(1, step * power);
}

const highest = (chart: Chart): number =>
  Math.max(0, ...chart.series.flatMap((s) => s.values.map((v) => v ?? 0)));

export interface ChartStyle {
  /** Of the letters, in points. */
  readonly size: number;
  /** Bars: labels on a line of their own, for narrow screens; else at the left. */
  readonly labelsAbove: boolean;
}
const PAPER: ChartStyle = { size: 8.5, labelsAbove: false };

/** Draws a chart `width` points wide. Two series stand side by side, with a legend above. */
export function chartShapes(chart: Chart, width: number, style: ChartStyle = PAPER): Drawing {
  return chart.kind === 'bars' ? bars(chart, width, style) : overTime(chart, width, style);
}

function legend(chart: Chart, shapes: Shape[], size: number): number {
  if (chart.series.length < 2) return 0;
  let x = 0;
  for (const [i, s] of chart.series.entries()) {
    shapes.push({ type: 'rect', x, y: 2, w: 8, h: 8, tone: TONES[i] ?? 'second' });
    shapes.push({ type: 'text', x: x + 12, y: 9.5, text: s.name, size, anchor: 'start', max: 170 });
    x += Math.min(190, 30 + s.name.length * size * 0.52);
  }
  return 20;
}

function bars(chart: Chart, width: number, { size, labelsAbove }: ChartStyle): Drawing {
  const shapes: Shape[] = [];
  let y = legend(chart, shapes, size);
  const left = labelsAbove ? 0 : round(width * 0.36);
  const room = width - left - 4 * size;
  const max = Math.max(1, highest(chart));
  const thick = chart.series.length > 1 ? 0.84 * size : 1.3 * size;
  const gap = labelsAbove ? 4 : 2;
  for (const [i, label] of chart.categories.entries()) {
    const tall = thick * chart.series.length + gap * (chart.series.length - 1);
    if (labelsAbove) {
      shapes.push({ type: 'text', x: 0, y: round(y + size), text: label, size, anchor: 'start', max: width });
      y += size + 5;
    } else
      shapes.push({
        type: 'text',
        x: 0,
        y: round(y + tall / 2 + 3),
        text: label,
        size: size + 0.5,
        anchor: 'start',
        max: left - 8,
      });
    for (const [s, series] of chart.series.entries()) {
      const value = series.values[i] ?? null;
      const top = round(y + s * (thick + gap));
      const h = round(thick);
      shapes.push({ type: 'rect', x: left, y: top, w: round(room), h, tone: 'track' });
      if (value !== null && value > 0) {
        const w = round(Math.max(1.5, (room * value) / max));
        shapes.push({ type: 'rect', x: left, y: top, w, h, tone: TONES[s] ?? 'second' });
      }
      shapes.push({
        type: 'text',
        x: width,
        y: round(top + thick / 2 + size * 0.36),
        text: value === null ? '–' : String(value),
        size,
        anchor: 'end',
      });
    }
    y += tall + (labelsAbove ? 9 : 7);
  }
  return { width, height: round(Math.max(y, 14)), shapes };
}

/** Letters that a label takes at most, e.g. `sept. 26`. */
const LABEL_LETTERS = 8;

function overTime(chart: Chart, width: number, { size }: ChartStyle): Drawing {
  const shapes: Shape[] = [];
  const top = legend(chart, shapes, size) + 8;
  const height = 118;
  const bottom = top + height;
  const left = 3 * size;
  const max = niceMax(highest(chart));
  const at = (value: number): number => round(bottom - (height * Math.min(value, max)) / max);
  for (const share of [0.5, 1]) {
    const y = at(max * share);
    shapes.push({
      type: 'line',
      points: [
        [left, y],
        [width, y],
      ],
      tone: 'grid',
      width: 0.5,
    });
    if (Number.isInteger(max * share))
      shapes.push({
        type: 'text',
        x: left - 5,
        y: y + 3,
        text: String(max * share),
        size: size - 0.5,
        anchor: 'end',
      });
  }
  const n = Math.max(1, chart.categories.length);
  const slot = (width - left) / n;
  const every = Math.ceil((LABEL_LETTERS * size * 0.55) / slot);
  for (const [s, series] of chart.series.entries()) {
    const tone = TONES[s] ?? 'second';
    if (chart.kind === 'columns') {
      const wide = Math.min(26, (slot * 0.72) / chart.series.length);
      for (const [i, value] of series.values.entries())
        if (value !== null && value > 0) {
          const x = left + (i + 0.5) * slot + (s - chart.series.length / 2) * wide;
          shapes.push({
            type: 'rect',
            x: round(x),
            y: at(value),
            w: round(wide - 1),
            h: round(bottom - at(value)),
            tone,
          });
        }
    } else {
      const runs: [number, number][][] = [[]];
      for (const [i, value] of series.values.entries())
        if (value === null) runs.push([]);
        else runs.at(-1)!.push([round(left + (i + 0.5) * slot), at(value)]);
      for (const points of runs) {
        if (points.length > 1) shapes.push({ type: 'line', points, tone, width: 1.6 });
        for (const [x, y] of points) shapes.push({ type: 'dot', x, y, r: 2.2, tone });
      }
    }
  }
  shapes.push({
    type: 'line',
    points: [
      [left, bottom],
      [width, bottom],
    ],
    tone: 'axis',
    width: 0.8,
  });
  for (const [i, label] of chart.categories.entries())
    if (i % every === 0)
      shapes.push({
        type: 'text',
        x: round(left + (i + 0.5) * slot),
        y: bottom + size + 4,
        text: label,
        size: size - 0.5,
        anchor: 'middle',
        max: round(slot * every),
      });
  return { width, height: bottom + size + 10, shapes };
}
