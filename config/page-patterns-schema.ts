import { z } from 'zod';
import { foldText } from '../core/fold-text.ts';
import { PAGE_KINDS } from '../core/watch/page-pattern.ts';
import { line } from './schema-values.ts';

/** Longer than a word, shorter than a paragraph; chosen. */
const phrase = z
  .string()
  .min(5)
  .max(80)
  .refine((text) => text === foldText(text) && /^[\u0020-\u007e]+$/.test(text), {
    error: 'a phrase as it is compared: lower case, ASCII, no accents',
  });

/** The form of `data/page-patterns.yaml`. */
export const pagePatternsSchema = z.strictObject({
  version: z.int().min(1),
  patterns: z
    .array(
      z.strictObject({
        kind: z.enum(PAGE_KINDS),
        language: z.enum(['fr', 'en']),
        phrase,
        weak: z.literal(true).exactOptional(),
        why: line(120),
      }),
    )
    .min(1)
    .max(300)
    .refine((all) => new Set(all.map((one) => one.phrase)).size === all.length, {
      error: 'each phrase once',
    }),
});
