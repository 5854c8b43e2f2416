import type { Rule } from './rule.ts';

/**
 * A home on AWS looks by functions in Regions and asks no agent. Taken for such a function's, the
 * vantage would say what a Region sees and be called a school's.
 */
export const agentsAtHome: Rule = ({ vantages, given }) =>
  given(['aws'])
    ? vantages.flatMap((_, index) => {
        const path = ['vantages', index, 'agent'];
        return given(path) ? [{ code: 'agent-on-aws', path, values: {} }] : [];
      })
    : [];
