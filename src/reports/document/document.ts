/**
 * A document as data: letters, case files, digests and evaluations are made of these blocks, and two pens (HTML and PDF)
 * write them. A text is always a plain text: nothing in it is ever read as markup.
 */
import type { Lang } from '../../domain/vocabulary.js';

/** Where somebody signs, in the order of the document. */
export interface SignatureSlot {
  /** “The coordinator”, “Seen, the chief of police”. */
  readonly title: string;
  readonly name: string;
  /** When and how it was signed; empty: still to be signed by hand. */
  readonly signed: string;
  /** A visa: “seen”, which is no signature of the decision. */
  readonly visa: boolean;
}

export interface Series {
  readonly name: string;
  /** One a category; null: nothing is known there, which is not the same as zero. */
  readonly values: readonly (number | null)[];
}

/** `columns` and `line` run over time; `bars` compare. One or two series. */
export interface Chart {
  readonly kind: 'columns' | 'bars' | 'line';
  readonly categories: readonly string[];
  readonly series: readonly Series[];
}

export interface Table {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns that hold numbers, from 0: set to the right. */
  readonly numeric: readonly number[];
  /** Columns that hold hashes: set in small figures, broken anywhere. */
  readonly hashes?: readonly number[];
  /** Share of the width that each column takes; equal when absent. */
  readonly widths?: readonly number[];
}

export type Block =
  | {
      readonly type: 'letterhead';
      readonly sender: readonly string[];
      readonly addressee: readonly string[];
      readonly placeAndDate: string;
      readonly references: readonly (readonly [label: string, value: string])[];
    }
  | { readonly type: 'title'; readonly text: string; readonly under?: string }
  | { readonly type: 'heading'; readonly text: string }
  | { readonly type: 'subject'; readonly label: string; readonly text: string }
  | { readonly type: 'paragraph'; readonly text: string; readonly soft?: boolean }
  | { readonly type: 'list'; readonly items: readonly string[] }
  | { readonly type: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | {
      readonly type: 'figures';
      readonly items: readonly { readonly value: string; readonly label: string; readonly change?: string }[];
    }
  | { readonly type: 'evidence'; readonly head: string; readonly text: string; readonly foot: string }
  | { readonly type: 'table'; readonly table: Table }
  | { readonly type: 'chart'; readonly title: string; readonly chart: Chart; readonly table: Table }
  | { readonly type: 'signatures'; readonly slots: readonly SignatureSlot[] }
  | { readonly type: 'page' };

export interface Doc {
  readonly lang: Lang;
  readonly title: string;
  /** At the foot of every page. */
  readonly footer: string;
  /** “Page 1 of 3”. */
  readonly pageOf: (page: number, pages: number) => string;
  /** “Show as a table”, for charts in HTML. */
  readonly showTable: string;
  /** Moment that the document bears, ms since 1970: the same input gives the same bytes. */
  readonly at: number;
  readonly blocks: readonly Block[];
}
