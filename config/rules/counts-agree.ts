import type { Finding } from '../problem.ts';
import type { Rule } from './rule.ts';

/** The watch's numbers fit each other: enough vantages to fall, more care to return. */
export const countsAgree: Rule = ({ watch, vantages }) => {
  const { roundsToFall: fall, roundsToRecover: recover, votesToFall: votes } = watch;
  const findings: Finding[] = [];
  if (fall !== undefined && recover !== undefined && recover <= fall) {
    findings.push({
      code: 'recover-too-soon',
      path: ['watch', 'roundsToRecover'],
      values: { fall },
      got: String(recover),
    });
  }
  if (votes !== undefined && vantages.length > 0 && votes > vantages.length) {
    findings.push({
      code: 'votes-above-vantages',
      path: ['watch', 'votesToFall'],
      values: { vantages: vantages.length },
      got: String(votes),
    });
  }
  return findings;
};
