import type { ConfigPath, Finding } from '../problem.ts';
import type { ReadablePlatform, Rule } from './rule.ts';

/**
 * A name that is published as a CNAME has nothing beside it, leads to no protected name, and is no
 * zone's own name, which must have SOA and NS.
 *
 * @see https://www.rfc-editor.org/rfc/rfc1034#section-3.6.2
 */
export const cnameAlone: Rule = ({ platforms, names }) => {
  const turns = platforms.flatMap(({ hostname, mirror }) => (mirror ? [hostname] : []));
  const apexes = (names.zones ?? []).map(({ name }) => name);
  return platforms.flatMap((platform, index): readonly Finding[] => {
    const { cname } = platform.origin;
    if (cname === undefined) return [];
    const path = ['platforms', index, 'origin', 'cname'];
    const { hostname } = platform;
    return [
      ...(hostname !== undefined && apexes.includes(hostname)
        ? [{ code: 'cname-at-apex' as const, path, values: { zone: hostname } }]
        : []),
      ...(cname === hostname || turns.includes(cname)
        ? [{ code: 'cname-is-protected' as const, path }]
        : []),
      ...besides(platform, ['platforms', index]),
    ];
  });
};

const besides = (platform: ReadablePlatform, path: ConfigPath): readonly Finding[] =>
  (['origin', 'mirror'] as const)
    .filter((side) => platform[side]?.https !== undefined)
    .map((side) => ({ code: 'https-beside-cname', path: [...path, side, 'https'] }));
