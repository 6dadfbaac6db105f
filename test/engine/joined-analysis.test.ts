import { describe, expect, it } from 'vitest';
import type { RecentMessage } from '../../src/domain/decide/index.js';
import type { TextAnalysis } from '../../src/domain/finding.js';
import { joinedAnalysis } from '../../src/engine/joined-analysis.js';
import { fakeAnalyse } from './fake-analyser.js';

const earlier = (text: string, report = false): RecentMessage => ({ message: 'm0', text, at: 0, report });
const join = (text: string, recent: RecentMessage[], analyse = fakeAnalyse): TextAnalysis | null =>
  joinedAnalysis(text, analyse(text), recent, analyse);

describe('short messages read together', () => {
  it('make a report of fragments that are none alone', () => {
    // Neither half says “louche”.
    const analyse = (t: string): TextAnalysis => fakeAnalyse(t.replace('lou\nche', 'louche'));
    expect(join('che rue du Moulin', [earlier('Homme lou')], analyse)?.kind).toBe('signalement');
  });

  it('find in an earlier one that the police were informed', () => {
    expect(join('Homme louche', [earlier('101 prévenu')])?.police).toBe('informed');
  });

  it('leave alone what is complete, what is another matter, and what belongs to a report already', () => {
    expect(join('Homme louche, 101 prévenu', [earlier('Merci')])).toBeNull();
    expect(join('Je vends mon vélo', [earlier('Homme louche')])).toBeNull();
    expect(join('Merci', [earlier('Réunion jeudi')])).toBeNull();
    expect(join('Homme louche', [earlier('101 prévenu', true)])).toBeNull();
    expect(join('Homme louche', [])).toBeNull();
  });

  it('never blame a message for what stands in an earlier one, and keep spans to its own text', () => {
    const text = 'Homme louche, plaque 1-ABC-234';
    const joined = join(text, [earlier('Quelle crapule, 101 prévenu')])!;
    expect(joined.findings.map((f) => f.rule)).toEqual(['plate-in-text']);
    const [from, to] = joined.findings[0]!.span!;
    expect(text.slice(from, to)).toBe('1-ABC-234');
  });
});
