import { z } from 'zod';
import { CAUSES } from '../../core/cause/cause.ts';

/** A likelihood ratio: above 0, and at most 1000, beyond which nothing in this trade is known. */
const ratio = z.number().gt(0).max(1000);
const word = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and dashes');
const sentence = z.string().trim().min(1).max(300);
const spoken = z.strictObject({ fr: sentence, en: sentence });
const cause = z.enum(CAUSES);

const row = z.strictObject({
  feature: word,
  family: word,
  ratios: z.strictObject({
    overload: ratio,
    attack: ratio,
    hosting: ratio,
    application: ratio,
    'name-or-certificate': ratio,
    'third-party': ratio,
  }),
  composition: z.boolean().exactOptional(),
  ambiguous: z.boolean().exactOptional(),
  proof: z.boolean().exactOptional(),
  accuses: z.boolean().exactOptional(),
  decision: z.boolean().exactOptional(),
  when: z.array(z.array(word).min(1).max(10)).min(2).max(5).exactOptional(),
  why: spoken,
});

const claim = z.strictObject({
  default: ratio,
  attack: ratio.exactOptional(),
  why: spoken,
});

/** What `data/likelihoods.yaml` holds, before one of its two languages is chosen. */
export const likelihoodsSchema = z.strictObject({
  version: z.union([z.string().min(1).max(40), z.number()]).transform(String),
  priors: z
    .record(cause, z.number().gt(0).lt(1))
    .refine(
      (priors) => Math.abs(Object.values(priors).reduce((a, b) => a + b, 0) - 1) < 0.001,
      'priors that sum to 1',
    ),
  shrink: z.number().gt(0).max(1),
  claims: z.record(word, claim),
  missing: z
    .array(
      z.strictObject({
        between: z.tuple([cause, cause]),
        family: word,
        answeredBy: z.array(word).min(1).max(20).exactOptional(),
        say: spoken,
      }),
    )
    .max(100)
    .default([]),
  rows: z
    .array(row)
    .min(1)
    .max(500)
    .superRefine((rows, context) => {
      const seen = new Set<string>();
      for (const [index, { feature }] of rows.entries()) {
        if (seen.has(feature))
          context.addIssue({
            code: 'custom',
            path: [index, 'feature'],
            message: `one row per feature; ${feature} has two`,
          });
        seen.add(feature);
      }
      const alone = new Set(rows.filter(({ when }) => !when).map(({ feature }) => feature));
      for (const [index, { when = [] }] of rows.entries())
        for (const unknown of when.flat().filter((one) => !alone.has(one)))
          context.addIssue({
            code: 'custom',
            path: [index, 'when'],
            message: `features of rows that are read by themselves; ${unknown} is none`,
          });
    }),
});

export type LikelihoodsFile = z.output<typeof likelihoodsSchema>;
