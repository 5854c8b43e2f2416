import { PreauError } from '../../core/errors.ts';
import type { PublishTarget, OutgoingRelease, Travel } from './publish-target.ts';

/** A target, by the name that people know it by. */
export interface NamedTarget {
  readonly name: string;
  /** Asked for once. @throws PreauError when it cannot be reached or is none */
  readonly open: () => Promise<PublishTarget>;
}

/** What came of one target. */
export type TargetOutcome =
  | { readonly kind: 'published'; readonly name: string; readonly travel: Travel }
  | { readonly kind: 'failed'; readonly name: string; readonly error: PreauError };

export interface PublishRequest {
  readonly release: OutgoingRelease;
  readonly targets: readonly NamedTarget[];
  /** Say what would travel, and write nothing. @default false */
  readonly dryRun?: boolean | undefined;
  /** Told of each target by itself. */
  readonly onTravel?:
    | ((name: string, done: Pick<Travel, 'files' | 'bytes'>, total: Travel) => void)
    | undefined;
}

/**
 * Publish one release to several targets side by side. One that fails stops no other.
 *
 * @returns outcomes in the order of the targets
 */
export async function publishToTargets(request: PublishRequest): Promise<readonly TargetOutcome[]> {
  const { release, targets, dryRun = false, onTravel } = request;
  const one = async ({ name, open }: NamedTarget): Promise<TargetOutcome> => {
    try {
      const target = await open();
      const travel = dryRun
        ? await target.plan(release)
        : await target.publish(release, (done, total) => onTravel?.(name, done, total));
      return { kind: 'published', name, travel };
    } catch (error) {
      return { kind: 'failed', name, error: expectedFailure(name, error) };
    }
  };
  return Promise.all(targets.map(one));
}

/** What nobody foresaw is that target's failure too, and is told as what it is. */
function expectedFailure(name: string, error: unknown): PreauError {
  if (error instanceof PreauError) return error;
  return new PreauError(
    'action-unfinished',
    `expected ${name} to take the build, got an error that nobody foresaw: ${String(error)}; publish again, and report it as a bug of Préau if it stays`,
    { cause: error },
  );
}
