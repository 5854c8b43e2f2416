import type { Finding } from '../problem.ts';
import type { Rule } from './rule.ts';

/** Every name that must turn is under a zone that Préau answers for. Controls do not turn. */
export const zonesCover: Rule = ({ platforms, names }) => {
  if (!names.zones) return [];
  const zones = names.zones.map(({ name }) => name);
  return platforms.flatMap(({ hostname, mirror }, index): readonly Finding[] => {
    const covered = zones.some((zone) => `.${hostname}`.endsWith(`.${zone}`));
    if (!mirror || hostname === undefined || covered) return [];
    const path = ['platforms', index, 'hostname'];
    return [{ code: 'zone-missing', path, values: { zones: zones.join(', ') || '—' } }];
  });
};
