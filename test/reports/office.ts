/** The house of the engine's tests with the reports' interpreters and files in it. */
import type { EventOf } from '../../src/domain/event.js';
import { digestInterpreter } from '../../src/reports/digest/digest-interpreter.js';
import { evaluationInterpreter } from '../../src/reports/evaluation/evaluation-interpreter.js';
import { loadLetters } from '../../src/reports/letters/load-letters.js';
import { type ReportFiles, reportFiles } from '../../src/reports/read-file.js';
import { loadReportTexts } from '../../src/reports/report-texts.js';
import { CHAT, type House, house } from '../engine/house.js';

const letters = loadLetters();
const texts = loadReportTexts();

export function office(options: { readonly mail?: boolean } = {}) {
  let files: ReportFiles | undefined;
  const h: House = house({
    engine: {
      interpreters: [digestInterpreter(options), evaluationInterpreter()],
      readFile: (file) => files!.readFile(file),
    },
  });
  files = reportFiles({
    store: h.store,
    letters: () => letters,
    texts: () => texts,
    titleOf: (rule) => `Titre de ${rule}`,
    clock: h.now,
  });
  let orders = 0;
  return {
    ...h,
    files,
    /** What the console sends when somebody presses a button there. */
    order(who: string, command: string, args: Record<string, string | number | boolean | null> = {}) {
      const event: EventOf<'order'> = {
        type: 'order',
        channel: 'playground',
        chat: CHAT,
        scope: 'group',
        at: h.now(),
        id: `o${++orders}`,
        sender: { id: who, name: who },
        order: { what: 'run', command, args },
      };
      return h.engine.receive(event).decision?.why;
    },
    async goTo(at: number) {
      h.pass((at - h.now()) / 1000);
      await h.engine.settled();
    },
    person: (identity: string): number => h.store.persons.find('playground', identity)!.id,
    /** Deliveries to one person, in order. */
    toldTo: (who: string) =>
      h.seen.flatMap(({ delivery: d }) => ('person' in d && d.person === who ? [d] : [])),
  };
}
export type Office = ReturnType<typeof office>;

/** An infraction in the ledger, straight. */
export function infraction(o: Office, who: string, rule = 'leak', excerpt = 'mots', at = o.now()): number {
  return o.store.ledger.append({
    at,
    grp: o.group,
    kind: 'infraction',
    person: o.person(who),
    actor: null,
    rule,
    clause: 'Annex 4 §5',
    mode: 'hold',
    response: 'removed',
    confidence: 0.9,
    span_from: null,
    span_to: null,
    message: 'm1',
    ref: null,
    excerpt,
  });
}
