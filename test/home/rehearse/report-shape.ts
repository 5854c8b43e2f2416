import { z } from 'zod';
import { CAUSES } from '../../../core/cause/cause.ts';

const instant = z.iso.datetime().nullable();
const count = z.int().min(0);
const evidence = z.array(z.looseObject({}));
const lessons = z.strictObject({ asked: count, origin: count, mirror: count, lost: count });
const causes = z.array(z.enum([...CAUSES]));

/** The document that `preau rehearse --once --json` prints, as it is documented. */
export const reportShape = z.strictObject({
  platforms: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      fellAt: instant,
      shelteredAt: instant,
      firstNoticeAt: instant,
      backAt: instant,
      verdict: z
        .strictObject({
          cause: z.string(),
          rung: z.enum(['inconnue', 'possible', 'probable', 'confirmée']),
          probabilities: z.record(z.string(), z.number().min(0).max(1)),
          open: causes,
          refuted: causes,
          for: evidence,
          against: evidence,
        })
        .nullable(),
      lessons,
    }),
  ),
  lessons,
  notices: z.strictObject({ planned: count, accepted: count, replaced: count, failed: count }),
  promises: z
    .array(
      z.strictObject({
        id: z.string().regex(/^P\d+$/),
        held: z.boolean(),
        undecided: z.literal(true).optional(),
        why: z.string().min(1),
      }),
    )
    .min(7),
});
