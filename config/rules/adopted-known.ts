import type { Finding } from '../problem.ts';
import type { Rule } from './rule.ts';

/** What was adopted is the name of a mirrored platform, and lies under its zone. */
export const adoptedKnown: Rule = ({ names, platforms }) =>
  (names.zones ?? []).flatMap(({ name: zone, adopted }, index) =>
    adopted.flatMap((name, position): readonly Finding[] => {
      const ours = platforms.some(({ hostname, mirror }) => mirror && hostname === name);
      if (ours && `.${name}`.endsWith(`.${zone}`)) return [];
      const path = ['names', 'zones', index, 'adopted', position];
      return [{ code: 'adopted-unknown', path, values: { zone } }];
    }),
  );
