import * as z from 'zod/mini';
import { isPackage } from '../../app/mirror/choose-packages.ts';
import type { PackageEdition } from '../../app/mirror/package-shelf.ts';
import { PreauError } from '../../core/errors.ts';
import { lessonPath } from '../../core/mirror/lesson-path.ts';

const runSchema = z.string().check(z.regex(/^[\w-]{1,80}$/));
const platformSchema = z.string().check(z.regex(/^[a-z0-9-]{1,64}$/));

/** One package for one worker, as `find` hands it to the state machine. */
const unpackSchema = z.strictObject({
  step: z.literal('unpack'),
  platform: platformSchema,
  run: runSchema,
  whole: z.boolean(),
  name: z.string().check(z.maxLength(1_024)),
  edition: z.string().check(z.maxLength(200)),
});

const findSchema = z.strictObject({
  step: z.literal('find'),
  run: runSchema,
  startedAt: z.iso.datetime({ offset: true }),
  input: z.strictObject({ platform: platformSchema, whole: z._default(z.boolean(), false) }),
});

export type UnpackEvent = z.infer<typeof unpackSchema>;

/** What the state machine asks of this function: see lib/mirror-build-steps.ts. */
export type LessonsEvent =
  | {
      readonly kind: 'find';
      readonly platform: string;
      readonly run: string;
      readonly whole: boolean;
    }
  | {
      readonly kind: 'unpack';
      readonly platform: string;
      readonly run: string;
      readonly whole: boolean;
      readonly of: PackageEdition;
    };

/** @throws PreauError `request-malformed` */
export function readEvent(event: unknown): LessonsEvent {
  const unpack = z.safeParse(unpackSchema, event);
  if (unpack.success) {
    const { platform, run, whole, name, edition } = unpack.data;
    if (lessonPath(name).kind !== 'path' || !isPackage(name)) throw malformed('no package’s name');
    return { kind: 'unpack', platform, run, whole, of: { name, edition } };
  }
  const found = z.safeParse(findSchema, event);
  if (!found.success)
    throw malformed(
      found.error.issues.map(({ path, code }) => `${path.join('.')} ${code}`).join('; '),
    );
  const { run, input } = found.data;
  return { kind: 'find', run, ...input };
}

const malformed = (got: string): PreauError =>
  new PreauError(
    'request-malformed',
    `Expected a step of a build ({ step: "find", input: { platform }, run, startedAt } or one of its packages, { step: "unpack" … }), got ${got.slice(0, 300)}. Start the state machine of the mirrors with { "platform": … }.`,
  );
