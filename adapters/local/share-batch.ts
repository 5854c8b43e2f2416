import { z } from 'zod';
import { PreauError } from '../../core/errors.ts';
import type { PlatformId } from '../../core/units.ts';

/** Sets shares: those that are asked for together go together. */
export type SetShare = (platform: PlatformId, mirrorShare: number) => Promise<string>;

interface Batch {
  readonly shares: Map<string, number>;
  /** Change ids by platform. */
  readonly changes: Promise<Readonly<Record<string, string>>>;
}

/** The name server's are 24 characters; what is longer is none of its. Chosen. */
const ID_CHARS_MAX = 64;

const answerSchema = z.object({
  changes: z.record(z.string(), z.string().min(1).max(ID_CHARS_MAX)),
});

/**
 * One request for all shares that are asked for in one go, a platform's last one counting: in a mass
 * outage five hundred names turn by one batch and not one after the other.
 *
 * @param post sends `{ shares }` to the name server
 * @throws PreauError `not-found` for a platform that the name server does not know; as `post`
 */
export function shareBatch(post: (body: unknown) => Promise<unknown>): SetShare {
  let open: Batch | null = null;

  function begin(): Batch {
    const shares = new Map<string, number>();
    // Not before everyone who is asking now has asked.
    const changes = Promise.resolve().then(async () => {
      open = null;
      return answerSchema.parse(await post({ shares: Object.fromEntries(shares) })).changes;
    });
    return { shares, changes };
  }
  return async (platform, mirrorShare) => {
    open ??= begin();
    open.shares.set(platform, mirrorShare);
    const change = (await open.changes)[platform];
    if (change !== undefined) return change;
    throw new PreauError('not-found', `Expected a platform with a mirror, got ${platform}.`);
  };
}
