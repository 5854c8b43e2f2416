import type { Finding } from '../problem.ts';
import type { Rule } from './rule.ts';

/**
 * A plain name server answers what stands: all visitors to one side. So the way back is one step,
 * and nobody is sent to a mirror by share. The home on AWS has Route 53.
 */
export const updatesFit: Rule = ({ given, shelter: { originShares, shedShare } }) => {
  if (!given(['names', 'rfc2136'])) return [];
  const findings: Finding[] = [];
  if (given(['aws'])) findings.push({ code: 'updates-on-aws', path: ['names', 'rfc2136'] });
  if (originShares !== undefined && (originShares.length !== 1 || originShares[0] !== 1))
    findings.push({
      code: 'updates-know-no-shares',
      path: ['shelter', 'originShares'],
      got: `[${originShares.join(', ')}]`,
    });
  if (shedShare !== undefined && shedShare > 0)
    findings.push({ code: 'updates-shed-nobody', path: ['shelter', 'shedShare'] });
  return findings;
};
