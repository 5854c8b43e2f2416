import type { Finding } from '../problem.ts';
import type { Rule } from './rule.ts';

/** On one machine a relay takes the mails and a gateway the SMS; on AWS its own services do. */
export const noticesLeave: Rule = ({ given }) => {
  if (given(['aws']) || !given(['notices'])) return [];
  const findings: Finding[] = [];
  if (!given(['notices', 'smtp']))
    findings.push({ code: 'smtp-missing', path: ['notices', 'smtp'] });
  if (given(['notices', 'sms']) && !given(['notices', 'sms', 'gateway']))
    findings.push({ code: 'gateway-missing', path: ['notices', 'sms', 'gateway'] });
  return findings;
};
