import type { AuthorityAnswer } from '../../core/incident/event.ts';
import { platformId } from '../../core/units.ts';
import type { Dns } from '../ports.ts';
import type { OriginValues } from './origin-values.ts';
import type { AdoptedName } from './plan-undo.ts';
import { comparableValues } from './same-record.ts';
import { comparableName, type StandingRecord } from './standing-record.ts';
import type { VerifiedName } from './verify-origin.ts';

/** Enough to meet every server behind one address. Chosen. */
const TIMES = 3;

/**
 * Ask every authoritative server whether it answers what stood at a name before its adoption, and
 * that alone.
 *
 * Behind a CNAME a server may know no address: that is no difference; another than the origin's is.
 *
 * @param origin what leads to it, by the configuration; null when that no longer has the platform
 */
export async function verifyUndone(
  { askAuthorities }: Pick<Dns, 'askAuthorities'>,
  { platform, hostname, before, after }: AdoptedName,
  origin: OriginValues | null,
): Promise<VerifiedName> {
  const types = new Set(after.map(({ type }) => type));
  const isRight = ({ type, answers }: AuthorityAnswer): boolean => {
    const got = comparableValues(answers);
    const behind = type !== 'CNAME' && before.some((record) => record.type === 'CNAME');
    const known = comparableValues(behind ? configured(origin, type) : valuesOf(before, type));
    if (got.some((one) => !known.includes(one))) return false;
    return behind || got.length > 0 || known.length === 0;
  };
  try {
    const answers = await askAuthorities(platformId(platform), TIMES);
    const asked = answers.filter(
      ({ name, type }) => comparableName(name) === comparableName(hostname) && types.has(type),
    );
    if (asked.length === 0)
      return { hostname, kind: 'unasked', detail: `${platform}: ${answers[0]?.name ?? '-'}` };
    const detail = asked
      .filter((answer) => !isRight(answer))
      .map(({ server, type, answers: got }) => `${server} ${type} ${got.join(' ') || '-'}`)
      .join(', ');
    return { hostname, kind: detail === '' ? 'verified' : 'differs', detail };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { hostname, kind: 'unasked', detail };
  }
}

const configured = (origin: OriginValues | null, type: string): readonly string[] =>
  Object.entries(origin ?? {}).find(([one]) => one === type)?.[1] ?? [];

/** Of a plain record, or of the origin's side of a pair that stood before. */
const valuesOf = (before: readonly StandingRecord[], type: string): readonly string[] =>
  before
    .filter(({ type: had, setIdentifier = 'origin' }) => had === type && setIdentifier === 'origin')
    .flatMap(({ values }) => values);
