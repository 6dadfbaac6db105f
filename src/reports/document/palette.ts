/** Colours of documents: dark enough for a bad printer, and told apart by their lightness alone. */
import type { Tone } from './chart-shapes.js';

export const TONE: Readonly<Record<Tone, string>> = {
  first: '#1f4e8c',
  second: '#9dbde3',
  track: '#eef1f6',
  grid: '#c9d0da',
  axis: '#5b6675',
};
export const INK = '#161c26';
export const SOFT = '#515c6b';
export const RULE = '#c2c9d3';
