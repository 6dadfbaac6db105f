/** The language engine: `createAnalyser(rules)` reads the trained model and answers the analyser. */
import { join } from 'node:path';
import { projectRoot } from '../root.js';
import { LinearAnalyser } from './analyse.js';
import type { Analyser } from './api.js';
import type { LanguageSource } from './engine.js';
import { loadModel, type Model } from './model/model.js';

export const MODEL_FILE = join(projectRoot, 'data', 'model', 'text.gfm');

let shipped: Model | null = null;

/**
 * The analyser for a rule set. Reads data/model/text.gfm once. Throws Error when the model is missing (see `warmUp` for when patterns are
 * compiled; loading the rules has checked them).
 */
export function createAnalyser(rules: LanguageSource): Analyser {
  shipped ??= loadModel(MODEL_FILE);
  return new LinearAnalyser({ ...rules, model: shipped });
}
