import * as z from 'zod/mini';
import { WORK_OBJECTS } from '../../config/aws-mirror-keys.ts';
import { PreauError } from '../../core/errors.ts';
import { type EpochMs, epochMs, type PlatformId, platformId } from '../../core/units.ts';

/** What the state machine asks of this function: see lib/mirror-build-steps.ts. */
export type PublishEvent =
  | {
      readonly kind: 'plan' | 'assemble' | 'finish';
      readonly platform: PlatformId;
      readonly run: string;
      readonly startedAt: EpochMs;
      readonly whole: boolean;
    }
  | {
      readonly kind: 'copy';
      readonly platform: PlatformId;
      readonly run: string;
      readonly number: number;
    };

const copySchema = z.strictObject({
  step: z.literal('copy'),
  key: z.string().check(z.maxLength(300)),
});

const stepSchema = z.strictObject({
  step: z.enum(['plan', 'assemble', 'finish']),
  run: z.string().check(z.regex(/^[\w-]{1,80}$/)),
  startedAt: z.iso.datetime({ offset: true }),
  input: z.strictObject({
    platform: z.string().check(z.regex(/^[a-z0-9-]{1,64}$/)),
    whole: z._default(z.boolean(), false),
  }),
});

/** @throws PreauError `request-malformed` */
export function readEvent(event: unknown): PublishEvent {
  const copy = z.safeParse(copySchema, event);
  if (copy.success) {
    const batch = WORK_OBJECTS.read(copy.data.key);
    if (batch === null || batch.isShare) throw malformed('the key of something else');
    const { platform, run, number } = batch;
    return { kind: 'copy', platform: platformId(platform), run, number };
  }
  const read = z.safeParse(stepSchema, event);
  if (!read.success)
    throw malformed(
      read.error.issues.map(({ path, code }) => `${path.join('.')} ${code}`).join('; '),
    );
  const { step, run, startedAt, input } = read.data;
  return {
    kind: step,
    platform: platformId(input.platform),
    run,
    startedAt: epochMs(Date.parse(startedAt)),
    whole: input.whole,
  };
}

const malformed = (got: string): PreauError =>
  new PreauError(
    'request-malformed',
    `Expected a step of a build ({ step, input: { platform }, run, startedAt } or { step: "copy", key }), got ${got.slice(0, 300)}. Start the state machine of the mirrors with { "platform": … }.`,
  );
