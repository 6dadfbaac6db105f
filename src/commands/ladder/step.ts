/** Takes one or several steps in a person's case for a command: all of them, or none. */
import type { Action, Sentence } from '../../domain/action.js';
import type { Act } from '../../domain/ladder/index.js';
import type { CaseRow } from '../../store/people/cases.js';
import type { Asked, Outcome, RawArgs } from '../command.js';
import { done } from '../command.js';
import type { CommandName } from '../parse/names.js';
import { actInCase } from './act-in-case.js';
import { refusedStep } from './refusal-text.js';

export function step(
  asked: Asked<unknown>,
  about: CaseRow,
  acts: readonly Act[],
  answer: (about: CaseRow) => readonly Sentence[],
  undo?: { readonly command: CommandName; readonly args: RawArgs },
): Outcome {
  const { store, rules, group, actor, inbox, now } = asked;
  const actions: Action[] = [];
  let current = about;
  let letters = 0;
  const failed = new Error('refused');
  let outcome: Outcome | null = null;
  try {
    store.transaction(() => {
      for (const [n, act] of acts.entries()) {
        const result = actInCase({
          store,
          rules,
          group,
          case: current,
          act,
          actor: { person: actor.person, role: actor.role },
          id: `i${inbox}.${n}`,
          now,
        });
        if (!result.ok) {
          outcome = refusedStep(result.refused);
          throw failed;
        }
        actions.push(...result.actions);
        letters += result.letters.length;
        current = result.case;
      }
    });
  } catch (error) {
    if (error !== failed) throw error;
    return outcome!;
  }
  const letter: Sentence[] =
    letters > 0 ? [{ key: 'case.letter-ready', params: { number: current.id } }] : [];
  return done([...answer(current), ...letter], { actions, ...(undo ? { undo } : {}) });
}
