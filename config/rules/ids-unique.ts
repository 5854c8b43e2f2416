import { healthCheckVantage } from '../../core/watch/health-check-vantage.ts';
import type { Finding } from '../problem.ts';
import type { Rule } from './rule.ts';

/**
 * An id names one thing, and one platform owns a protected name. On AWS one vantage is there without
 * being configured, and has its id.
 */
export const idsUnique: Rule = ({ hosters, platforms, vantages, given }) => [
  ...repeats('duplicate-id', 'hosters', 'id', hosters),
  ...repeats('duplicate-id', 'platforms', 'id', platforms),
  ...repeats('duplicate-id', 'vantages', 'id', vantages),
  ...(given(['aws']) ? takenByAws(vantages) : []),
  ...repeats('duplicate-hostname', 'platforms', 'hostname', platforms),
];

function repeats<Key extends string>(
  code: 'duplicate-id' | 'duplicate-hostname',
  list: string,
  key: Key,
  elements: readonly { readonly [key in Key]?: string }[],
): readonly Finding[] {
  const firsts = new Map<string, number>();
  return elements.flatMap((element, index): readonly Finding[] => {
    const value: string | undefined = element[key];
    if (value === undefined) return [];
    const first = firsts.get(value);
    if (first === undefined) {
      firsts.set(value, index);
      return [];
    }
    return [{ code, path: [list, index, key], values: { first: `${list}[${first}]` } }];
  });
}

const takenByAws = (vantages: readonly { readonly id?: string }[]): readonly Finding[] =>
  vantages.flatMap(({ id }, index) =>
    id === healthCheckVantage.id
      ? [
          {
            code: 'duplicate-id' as const,
            path: ['vantages', index, 'id'],
            values: { first: 'aws' },
          },
        ]
      : [],
  );
