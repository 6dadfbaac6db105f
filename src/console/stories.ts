/** The sample conversations of data/conversations: who says what, when, and what to look at. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { LANGS, type Lang, MODES } from '../domain/vocabulary.js';
import { projectRoot } from '../root.js';

const slot = z.enum(['m1', 'm2', 'm3', 'coordinator', 'mandatary']);
const text = z.string().min(1).max(4000);
const ref = z.string().regex(/^[a-z0-9-]{1,30}$/, 'use lower-case letters, digits and hyphens');

const settings = z.strictObject({
  mode: z.enum(MODES).optional(),
  urgentMessages: z.enum(['forbidden', 'saa']).optional(),
  sending: z.enum(['habilitation', 'prior-authorisation']).optional(),
});

/** One thing that happens. `note` is the narrator, who tells the viewer what to look at. */
const stepSchema = z.union([
  z.strictObject({
    say: text,
    as: slot,
    id: ref.optional(),
    reply: ref.optional(),
    to: z.enum(['group', 'bot']).optional(),
    forwarded: z.number().int().min(1).max(1000).optional(),
    /** What must become of it: checked by the tests, so that a story never promises what doesn't happen. */
    expect: z
      .enum(['passed', 'warned', 'asked', 'held', 'removed', 'observed', 'review', 'ignored'])
      .optional(),
  }),
  z.strictObject({ edit: ref, as: slot, text }),
  z.strictObject({ delete: ref, as: slot }),
  z.strictObject({ react: ref, as: slot, emoji: z.string().min(1).max(16) }),
  /** The newest button of that person whose action begins with this word, e.g. `informed`. */
  z.strictObject({ press: z.string().regex(/^[a-z-]+$/), as: slot }),
  /** Time passes, in seconds. */
  z.strictObject({ wait: z.number().int().min(1).max(86_400) }),
  z.strictObject({ settings }),
  z.strictObject({ note: text }),
]);
export type Step = z.infer<typeof stepSchema>;

export const storySchema = z
  .strictObject({
    title: z.string().min(3).max(80),
    /** One sentence: what this story shows. */
    about: z.string().min(10).max(300),
    lang: z.enum(LANGS),
    settings: settings.default({}),
    /** Names for this story; the sample group's own where left out. */
    cast: z.partialRecord(slot, z.string().min(2).max(40)).default({}),
    steps: z.array(stepSchema).min(2).max(60),
  })
  .superRefine((story, context) => {
    const known = new Set<string>();
    for (const [index, step] of story.steps.entries()) {
      const used =
        'say' in step
          ? step.reply
          : 'edit' in step
            ? step.edit
            : 'delete' in step
              ? step.delete
              : 'react' in step
                ? step.react
                : undefined;
      if (used !== undefined && !known.has(used))
        context.addIssue({
          code: 'custom',
          path: ['steps', index],
          message: `“${used}” is no id of an earlier message; give that message “id: ${used}”`,
        });
      if ('say' in step && step.id !== undefined) known.add(step.id);
    }
  });
export type Story = z.infer<typeof storySchema> & { readonly slug: string };

const groupSchema = z.record(
  z.enum(LANGS),
  z.strictObject({ title: z.string().min(3).max(60), cast: z.record(slot, z.string().min(2).max(40)) }),
);
/** The partnership that `garde-fou start` opens with, in each language. */
export type SampleGroups = z.infer<typeof groupSchema>;

export const conversationsDir = join(projectRoot, 'data', 'conversations');

/** A story that can't be read is an error that names its file: it would otherwise fail before an audience. */
const read = <T>(file: string, schema: z.ZodType<T>): T => {
  const result = schema.safeParse(parse(readFileSync(file, 'utf8')));
  if (!result.success) throw new Error(`${file}: ${z.prettifyError(result.error)}`);
  return result.data;
};

/** Every story, in the order of their file names. Throws an Error that names the file and the place. */
export function loadStories(dir: string = conversationsDir): Story[] {
  return readdirSync(dir)
    .filter((name) => name.endsWith('.yaml') && !name.startsWith('_'))
    .sort()
    .map((name) => ({ ...read(join(dir, name), storySchema), slug: name.replace(/\.yaml$/, '') }));
}

/** The sample group of each language, from `_group.yaml`. */
export const loadSampleGroups = (dir: string = conversationsDir): SampleGroups =>
  read(join(dir, '_group.yaml'), groupSchema);

export type { Lang };
