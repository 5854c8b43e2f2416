import type { Finding } from '../problem.ts';
import type { Rule } from './rule.ts';

/**
 * The protected names turn; the origin's and the mirror's own names may not be among them. Route 53
 * calls the results of a check on the very record that it decides "unpredictable". A control does
 * not turn: its origin may bear its name.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html
 */
export const namesApart: Rule = ({ platforms }) => {
  const turns = platforms.flatMap(({ hostname, mirror }) => (mirror ? [hostname] : []));
  const isProtected = (name: string | undefined) => name !== undefined && turns.includes(name);
  return platforms.flatMap(({ origin, mirror }, index): readonly Finding[] => [
    ...(isProtected(origin.host)
      ? [{ code: 'origin-is-protected' as const, path: ['platforms', index, 'origin', 'host'] }]
      : []),
    ...(isProtected(mirror?.ownName)
      ? [
          {
            code: 'mirror-name-is-protected' as const,
            path: ['platforms', index, 'mirror', 'ownName'],
          },
        ]
      : []),
  ]);
};
