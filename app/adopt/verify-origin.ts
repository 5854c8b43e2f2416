import type { PlatformId } from '../../core/units.ts';
import type { Dns } from '../ports.ts';
import { comparableValues } from './same-record.ts';

/** What the authoritative servers of a name said after a change. */
export interface VerifiedName {
  readonly hostname: string;
  readonly kind: 'verified' | 'differs' | 'unasked';
  /** What was answered otherwise, or why nobody could be asked. */
  readonly detail: string;
}

/** Enough to meet every server behind one address. Chosen. */
const TIMES = 3;

/**
 * Ask every authoritative server whether it answers the origin for a name, and that alone.
 *
 * @param origin what leads to it, of every type that the name publishes
 */
export async function verifyOrigin(
  { askAuthorities }: Pick<Dns, 'askAuthorities'>,
  platform: PlatformId,
  hostname: string,
  origin: readonly string[],
): Promise<VerifiedName> {
  const known = comparableValues(origin);
  try {
    const answers = await askAuthorities(platform, TIMES);
    const other = answers.filter(
      ({ answers: got, mirrorShare }) =>
        got.length === 0 ||
        mirrorShare > 0 ||
        comparableValues(got).some((one) => !known.includes(one)),
    );
    const detail = other
      .map(({ server, type, answers: got }) => `${server} ${type} ${got.join(' ') || '-'}`)
      .join(', ');
    return { hostname, kind: other.length === 0 ? 'verified' : 'differs', detail };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { hostname, kind: 'unasked', detail };
  }
}
