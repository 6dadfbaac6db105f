/** The language engine: `createAnalyser(rules)` reads the trained model and answers the analyser. */
import { join } from 'node:path';
import { projectRoot } from '../root.js';
import { LinearAnalyser } from './analyse.js';
import type { Analyser } from './api.js';
import type { LanguageSource } from './engine.js';
import { loadModel, Model, type ModelTables } from './model/model.js';

export const MODEL_FILE = join(projectRoot, 'data', 'model', 'text.gfm');

let shipped: Model | null = null;
function shippedModel(): Model {
  shipped ??= loadModel(MODEL_FILE);
  return shipped;
}

/**
 * The analyser for a rule set. Reads data/model/text.gfm once. Throws Error when the model is missing (see `warmUp` for when patterns are
 * compiled; loading the rules has checked them).
 */
export function createAnalyser(rules: LanguageSource): Analyser {
  return new LinearAnalyser({ ...rules, model: shippedModel() });
}

/** Plain data from which another thread makes the same analyser without reading a file. */
export interface SharedLanguage {
  readonly rules: LanguageSource;
  /** Lies in shared memory: no thread has a copy. */
  readonly model: ModelTables;
}

/** What to send a thread; only what reading a text needs of the rules. */
export function shareLanguage(rules: LanguageSource): SharedLanguage {
  const files = rules.files.map(({ id, signals }) => ({ id, signals }));
  const { concepts, intents } = rules;
  return {
    rules: { files, concepts, ...(intents === undefined ? {} : { intents }) },
    model: shippedModel().tables,
  };
}

/** The analyser of what another thread sent. */
export const sharedAnalyser = ({ rules, model }: SharedLanguage): Analyser =>
  new LinearAnalyser({ ...rules, model: new Model(model) });
