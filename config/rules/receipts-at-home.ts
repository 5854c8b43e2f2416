import type { Finding } from '../problem.ts';
import type { Rule } from './rule.ts';

const AT_HOME: readonly (readonly string[])[] = [
  ['notices', 'bounces'],
  ['notices', 'sms', 'receipts'],
  ['notices', 'sms', 'fallback'],
];

/**
 * On AWS providers tell by events, and one service carries SMS: what stands here for one machine
 * would be believed there and do nothing. A gateway that is heard shares one secret.
 */
export const receiptsAtHome: Rule = ({ given }) => {
  if (given(['aws']))
    return AT_HOME.filter((path) => given(path)).map((path) => ({
      code: 'receipts-on-aws',
      path: [...path],
      values: {},
    }));
  return [
    ['notices', 'sms', 'receipts'],
    ['notices', 'sms', 'fallback', 'receipts'],
  ].flatMap((path): readonly Finding[] => {
    if (!given(path)) return [];
    const secrets = ['secretFile', 'secretVariable'].filter((name) => given([...path, name]));
    return secrets.length === 1 ? [] : [{ code: 'receipts-secret', path }];
  });
};
