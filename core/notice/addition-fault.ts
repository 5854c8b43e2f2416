import type { Policy } from '../policy.ts';
import type { NoticeContent } from './notice.ts';

/** Why a person's own sentence may not be sent with a notice. */
export type AdditionFault =
  /** It speaks of an attack, and the evidence does not carry that word (P5). */
  | 'addition-attack'
  /** It names a hoster: no notice names a company. */
  | 'addition-company';

/** Longest sentence that is added, in characters: three lines of a mail. Chosen. */
export const ADDITION_MAX = 280;

/** Words that say or suggest an attack, in both languages, folded; the beginning of a word is enough. */
const ATTACK =
  /(?<![\p{L}\p{N}])(attaqu|cyber|pirat|hack|ddos|intrusi|malveill|sabot|ranco|ransom|attack|breach|malicious)/u;

/**
 * Whether a person's own sentence says more than a notice may: the crisis cell answers for its words,
 * and these two are the ones that were wrong in public on 6 April 2021.
 *
 * @param content as the notice would leave now
 * @returns null when nothing is against it
 */
export function additionFault(
  addition: string,
  { cause }: Pick<NoticeContent, 'cause'>,
  { hosters }: Pick<Policy, 'hosters'>,
): AdditionFault | null {
  const text = fold(addition);
  if (cause !== 'attack' && ATTACK.test(text)) return 'addition-attack';
  const isNamed = hosters.some(({ id, name }) => id !== 'unknown' && holds(text, fold(name)));
  return isNamed ? 'addition-company' : null;
}

/** Without accents nor capitals. */
const fold = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** As a whole word. */
function holds(text: string, name: string): boolean {
  if (name.length < 2) return false;
  const parts = text.split(/[^\p{L}\p{N}]+/u).join(' ');
  return ` ${parts} `.includes(
    ` ${name
      .split(/[^\p{L}\p{N}]+/u)
      .join(' ')
      .trim()} `,
  );
}
