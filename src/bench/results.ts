/** The figures of one benchmark: a line each as they come, then a file that holds all of them. */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename } from 'node:path';

interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly aim: string;
}

/** Widths in signs; `decimals` of a value. */
export interface Layout {
  readonly what: number;
  readonly value: number;
  readonly unit: number;
  readonly decimals: (value: number) => number;
}

/** `beside`: what else is named beside Node and the processor, e.g. a browser. */
export const printMachine = (beside = ''): void =>
  void process.stdout.write(
    `Node ${process.version}, ${beside}${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n\n`,
  );

export function results({ what: whatWidth, value: valueWidth, unit: unitWidth, decimals }: Layout) {
  const rows: Row[] = [];
  return {
    put(what: string, value: number, unit: string, aim = ''): void {
      rows.push({ what, value, unit, aim });
      const figure = value.toFixed(decimals(value)).padStart(valueWidth);
      process.stdout.write(
        `${`${what.padEnd(whatWidth)}${figure} ${unit.padEnd(unitWidth)} ${aim}`.trimEnd()}\n`,
      );
    },
    save(file: string): void {
      writeFileSync(
        file,
        `${JSON.stringify({ node: process.version, processor: cpus()[0]?.model, rows }, null, 2)}\n`,
      );
      process.stdout.write(`\nWritten to ${basename(file)}\n`);
    },
  };
}
