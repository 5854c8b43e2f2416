import { foldToGsm7, NEUTRAL } from '../../core/notice/fold-to-gsm7.ts';
import type { Finding } from '../problem.ts';
import type { Rule } from './rule.ts';

const LONGEST = 24;

/** An SMS can write every platform's short name: accents fold, other scripts and pictures do not. */
export const smsNamesFoldable: Rule = ({ platforms }) =>
  platforms.flatMap(({ smsName = '' }, index): readonly Finding[] => {
    const lost = Array.from(smsName).filter(isLost);
    const folded = foldToGsm7(smsName);
    if (lost.length === 0 && folded.length <= LONGEST) return [];
    const path = ['platforms', index, 'smsName'];
    const characters = lost.length > 0 ? lost.join(' ') : folded;
    return [{ code: 'sms-name-not-gsm7', path, values: { characters } }];
  });

/** Every kind of dash folds to a hyphen, and loses nothing by it. */
function isLost(character: string): boolean {
  return foldToGsm7(character) === NEUTRAL && !/[\p{Pd}−•]/u.test(character);
}
