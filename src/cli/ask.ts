/** Questions in the terminal. */
import { createInterface } from 'node:readline';

export interface Asker {
  /** Shows lines to whoever sits there. */
  tell(text: string): void;
  /** What was typed, or came in by a pipe; empty at the end of the input. `hidden`: it doesn't show. */
  ask(question: string, hidden: boolean): Promise<string>;
}

/** The terminal itself. A hidden answer is not echoed, nor is anything of it (not even its length). */
export const terminalAsker = (
  input: NodeJS.ReadStream = process.stdin,
  output: NodeJS.WriteStream = process.stdout,
): Asker => ({
  tell: (text) => void output.write(`${text}\n`),
  ask(question, hidden) {
    if (!input.isTTY) return firstLine(input);
    return hidden ? typedUnseen(question, input, output) : typed(question, input, output);
  },
});

function firstLine(input: NodeJS.ReadStream): Promise<string> {
  const lines = createInterface({ input, terminal: false });
  return new Promise((resolve) => {
    lines.once('line', (line) => {
      resolve(line.trim());
      lines.close();
    });
    lines.once('close', () => resolve(''));
  });
}

function typed(question: string, input: NodeJS.ReadStream, output: NodeJS.WriteStream): Promise<string> {
  const lines = createInterface({ input, output, terminal: true });
  return new Promise((resolve) => {
    // The question is readline's own: it clears the line that it writes on.
    lines.question(question, (answer) => {
      // First, since closing answers as well: with nothing.
      resolve(answer.trim());
      lines.close();
    });
    lines.once('close', () => resolve(''));
    // Left to itself, readline would take Ctrl+C for an empty answer.
    lines.once('SIGINT', () => {
      output.write('\n');
      lines.removeAllListeners('close');
      lines.close();
      process.kill(process.pid, 'SIGINT');
    });
  });
}

const ENTER = new Set(['\r', '\n', '\u0004']);
const BACKSPACE = new Set(['\u007f', '\b']);

function typedUnseen(
  question: string,
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
): Promise<string> {
  output.write(question);
  return new Promise((resolve) => {
    let answer = '';
    const stop = (): void => {
      input.off('data', onData);
      input.setRawMode(false);
      input.pause();
      output.write('\n');
    };
    const onData = (chunk: Buffer): void => {
      for (const key of chunk.toString('utf8')) {
        if (key === '\u0003') {
          stop();
          process.kill(process.pid, 'SIGINT');
          return;
        }
        if (ENTER.has(key)) {
          stop();
          resolve(answer.trim());
          return;
        }
        if (BACKSPACE.has(key)) answer = answer.slice(0, -1);
        else if (key >= ' ') answer += key;
      }
    };
    input.setRawMode(true);
    input.resume();
    input.on('data', onData);
  });
}
