import { createHash } from 'node:crypto';

/** As long as a name in the journal may be. */
const NAME_MAX = 80;

const PHONE = /^\+?[\d .-]{7,}$/;

/**
 * The name by which the journal, which is kept for good, knows somebody who is logged in: a name, never
 * an address. Where a login has none, a digest of its own id still tells one person's acts from another's.
 *
 * @param candidates the best first
 * @param id the login's own, of any form
 */
export function journalName(candidates: readonly string[], id: string): string {
  const names = candidates.map(oneLine).filter((one) => !PHONE.test(one));
  const found = [...names, oneLine(id)].find((one) => one !== '' && !one.includes('@'));
  return found ?? `compte ${createHash('sha256').update(id).digest('hex').slice(0, 12)}`;
}

const oneLine = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, NAME_MAX)
    .trim();
