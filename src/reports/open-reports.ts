/** Puts the reports together over an open store: files for the engine and the console, interpreters, e-mail. */
import { LANGS, type Lang } from '../domain/vocabulary.js';
import type { Interpreter } from '../engine/interpreter.js';
import type { Log } from '../engine/log.js';
import type { Translate } from '../engine/render.js';
import { loadRules } from '../rules/load.js';
import type { RuleSet } from '../rules/rule-set.js';
import type { Store } from '../store/store.js';
import { digestInterpreter } from './digest/digest-interpreter.js';
import { armEvaluations } from './evaluation/arm-evaluation.js';
import { evaluationInterpreter } from './evaluation/evaluation-interpreter.js';
import { type Letters, loadLetters } from './letters/load-letters.js';
import { composeMail } from './mail/compose-mail.js';
import type { MailWorker } from './mail/mail-worker.js';
import { smtpSettings } from './mail/smtp-settings.js';
import { type ReportFiles, reportFiles } from './read-file.js';
import { loadReportTexts, type ReportTexts } from './report-texts.js';

export interface ReportOptions {
  /** Titles of rules; read from the rules' folder when absent. */
  readonly rules?: () => RuleSet;
  readonly clock?: () => number;
  readonly log?: Log;
  readonly env?: NodeJS.ProcessEnv;
}

export interface Reports {
  readonly files: ReportFiles;
  /** To be asked before commands are: they take orders by names of their own. */
  readonly interpreters: readonly Interpreter[];
  /** Sets the reminders of art. 7 and begins to send e-mail, if a mail server is set. */
  start(translate: Translate): void;
  stop(): Promise<void>;
}

const REARM_MS = 6 * 3_600_000;
const CHECK_AFTER_MS = 5000;

/**
 * Throws Error for mail settings that can't be read. Templates and catalogues are read when they are first needed, and soon
 * after the start in any case: a mistake in one is told in the log, with its line.
 */
export function openReports(store: Store, options: ReportOptions = {}): Reports {
  const { clock = Date.now, log } = options;
  let loaded: RuleSet | undefined;
  const rules = (): RuleSet => {
    if (options.rules) return options.rules();
    loaded ??= loadRules(undefined, { examples: false });
    return loaded;
  };
  const titleOf = (rule: string, lang: Lang): string =>
    rules().files.find((f) => f.id === rule)?.title[LANGS.find((l) => l === lang) ?? 'fr'] ?? rule;
  let letters: Letters | undefined;
  let texts: ReportTexts | undefined;
  const readLetters = (): Letters => {
    letters ??= loadLetters();
    return letters;
  };
  const readTexts = (): ReportTexts => {
    texts ??= loadReportTexts();
    return texts;
  };
  const files = reportFiles({ store, letters: readLetters, texts: readTexts, titleOf, clock });
  const smtp = smtpSettings(options.env);
  let mail: MailWorker | null = null;
  let rearm: NodeJS.Timeout | undefined;
  let check: NodeJS.Timeout | undefined;
  let stopped = false;
  return {
    files,
    interpreters: [digestInterpreter({ mail: smtp !== null }), evaluationInterpreter()],
    start(translate) {
      const arm = (): void => armEvaluations(store, clock());
      arm();
      // Groups come while the program runs, too.
      rearm = setInterval(arm, REARM_MS).unref();
      check = setTimeout(() => {
        try {
          readLetters();
          readTexts();
        } catch (error) {
          log?.error({ error: String(error) }, 'letters cannot be written until their templates are mended');
        }
      }, CHECK_AFTER_MS).unref();
      if (!smtp) return;
      void import('./mail/mail-worker.js').then(({ mailWorker }) => {
        if (stopped) return;
        mail = mailWorker({
          store,
          smtp,
          clock,
          compose: (m) => composeMail(m, store, files, translate),
          ...(log ? { log } : {}),
        });
        mail.start();
      });
    },
    async stop() {
      stopped = true;
      clearInterval(rearm);
      clearTimeout(check);
      await mail?.stop();
    },
  };
}
