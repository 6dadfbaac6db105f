/** `garde-fou rules explain`: what the bot sees in a text and would do, for a coordinator. */
import { decide, NO_CONTEXT } from '../domain/decide/index.js';
import type { Decision } from '../domain/decision.js';
import type { Finding, TextAnalysis } from '../domain/finding.js';
import { policy } from '../domain/group.js';
import type { Lang, Mode } from '../domain/vocabulary.js';
import type { Evidence } from '../language/api.js';
import type { RuleSet } from '../rules/rule-set.js';
import type { Reader } from './load-analyser.js';

export interface ExplainOptions {
  readonly lang?: Lang;
  readonly mode: Mode;
  /** The message that the text answers. */
  readonly replyTo?: string;
  readonly now: number;
}

export interface ExplainedFinding extends Finding {
  readonly title: string;
  readonly clause: string;
  /** The bot acts on it; otherwise a person is asked to look, or it is only noticed. */
  readonly verdict: 'acts' | 'review' | 'below';
}

export interface ExplainedText {
  readonly text: string;
  readonly analysis: TextAnalysis;
  readonly findings: readonly ExplainedFinding[];
  readonly scores: Readonly<Record<string, number>>;
  readonly evidence: readonly Evidence[];
  readonly mode: Mode;
  readonly decision: Decision;
}

/** Reads the text as a member's message in a recognised and approved group with the default settings. */
export function explainText(reader: Reader, text: string, options: ExplainOptions): ExplainedText {
  const { rules, analyser } = reader;
  const { analysis, scores, evidence } = analyser.explain(text, {
    ...(options.lang ? { lang: options.lang } : {}),
    ...(options.replyTo === undefined ? {} : { replyTo: options.replyTo }),
  });
  const decision = decide({
    event: {
      type: 'message',
      channel: 'playground',
      chat: 'example',
      scope: 'group',
      at: options.now,
      message: 'm1',
      revision: 0,
      sender: { id: 'member', name: 'A member' },
      text,
      media: [],
    },
    tag: '1',
    analysis: { text: analysis, pictures: [] },
    joined: null,
    group: {
      id: 'example',
      policy: policy({ mode: options.mode, lang: analysis.lang }),
      recognised: true,
      policeApproved: true,
    },
    sender: { id: 'member', name: 'A member', role: 'member', lang: analysis.lang, offTopicCount: 0 },
    context: NO_CONTEXT,
    rules: rules.table,
    now: options.now,
  });
  return {
    text,
    analysis,
    findings: analysis.findings.map((f) => explained(f, rules, analysis.lang)),
    scores,
    evidence,
    mode: options.mode,
    decision,
  };
}

function explained(finding: Finding, rules: RuleSet, lang: Lang): ExplainedFinding {
  const rule = rules.table[finding.rule];
  return {
    ...finding,
    title: rules.files.find((f) => f.id === finding.rule)?.title[lang] ?? finding.rule,
    clause: rule?.clause ?? '',
    verdict:
      rule && finding.confidence >= rule.actFrom
        ? 'acts'
        : rule && finding.confidence >= rule.reviewFrom
          ? 'review'
          : 'below',
  };
}
