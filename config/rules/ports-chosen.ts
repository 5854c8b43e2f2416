import type { Finding } from '../problem.ts';
import type { Rule } from './rule.ts';

/** Port 0 asks the system for a free one: only a rehearsal starts the servers itself. */
export const portsChosen: Rule = ({ platforms, rehearsal }) => {
  if (rehearsal) return [];
  return platforms.flatMap(({ origin, mirror }, index): readonly Finding[] =>
    (['origin', 'mirror'] as const)
      .filter((side) => (side === 'origin' ? origin : mirror)?.port === 0)
      .map((side) => ({ code: 'port-zero', path: ['platforms', index, side, 'port'] })),
  );
};
