/** What somebody types at a terminal is what the program gets, and the question still stands there while they type. */
import { PassThrough } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Asker, terminalAsker } from '../../src/cli/ask.js';

let keyboard: PassThrough;
let shown: string;
let asker: Asker;
const raw: boolean[] = [];
beforeEach(() => {
  keyboard = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (on: boolean) => void raw.push(on),
  });
  shown = '';
  const screen = new PassThrough();
  screen.on('data', (bytes: Buffer) => {
    shown += bytes.toString();
  });
  asker = terminalAsker(keyboard as unknown as NodeJS.ReadStream, screen as unknown as NodeJS.WriteStream);
});
/** The line as it looks: what was cleared is gone. */
const line = (): string => {
  const cleared = shown.slice(shown.lastIndexOf('\u001b[0J') + 1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what a terminal is sent
  return cleared.replace(/\u001b?\[[0-9;]*[A-Za-z]/g, '').trimEnd();
};
const typed = async (question: string, keys: string, hidden = false): Promise<string> => {
  const answer = asker.ask(question, hidden);
  for (const key of keys) keyboard.write(key);
  return answer;
};

describe('a question in the terminal', () => {
  it('is answered with what was typed, one after the other', async () => {
    expect(await typed('Name: ', 'PLP Moulin\r')).toBe('PLP Moulin');
    expect(await typed('Zone: ', ' Vesdre \r')).toBe('Vesdre');
    expect(await typed('Language: ', '\r')).toBe('');
  });

  it('stands there while the answer is typed', async () => {
    const answer = asker.ask('Name of the partnership: ', false);
    await new Promise((resolve) => setImmediate(resolve));
    expect(line()).toContain('Name of the partnership:');
    keyboard.write('x\r');
    await answer;
  });

  it('for a secret shows nothing of it, and lets it be corrected', async () => {
    expect(await typed('Token: ', '12\u007f3\r', true)).toBe('13');
    expect(shown).toBe('Token: \n');
    expect(raw.slice(-2)).toEqual([true, false]);
  });

  it('stops the program at Ctrl+C instead of taking it for an answer', async () => {
    const stopped = new Promise<string>((resolve) => process.once('SIGINT', resolve));
    let answered = false;
    void asker.ask('Name: ', false).then(() => {
      answered = true;
    });
    keyboard.write('PL\u0003');
    expect(await stopped).toBe('SIGINT');
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(false);
  });

  it('at the end of the input is answered with nothing', async () => {
    const answer = asker.ask('Name: ', false);
    keyboard.end();
    expect(await answer).toBe('');
  });
});
