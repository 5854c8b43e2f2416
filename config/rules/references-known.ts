import type { ConfigPath, Finding } from '../problem.ts';
import type { Rule } from './rule.ts';

/** Every hoster and every control that is named is described somewhere. */
export const referencesKnown: Rule = ({ hosters, platforms, vantages }) => {
  const hosterIds = hosters.map(({ id }) => id);
  const platformIds = platforms.map(({ id }) => id);
  return [
    ...platforms.flatMap(({ hoster, mirror, ...others }, index) => [
      ...missing('hoster-unknown', hoster, hosterIds, ['platforms', index, 'hoster']),
      ...(['cdn', 'dns', 'login'] as const).flatMap((key) =>
        missing('hoster-unknown', others[key], hosterIds, ['platforms', index, key]),
      ),
      ...missing('hoster-unknown', mirror?.hoster, hosterIds, [
        'platforms',
        index,
        'mirror',
        'hoster',
      ]),
    ]),
    ...vantages.flatMap(({ controls = [] }, index) =>
      controls.flatMap((control, position) =>
        missing('control-unknown', control, platformIds, ['vantages', index, 'controls', position]),
      ),
    ),
  ];
};

function missing(
  code: 'hoster-unknown' | 'control-unknown',
  name: string | undefined,
  known: readonly (string | undefined)[],
  path: ConfigPath,
): readonly Finding[] {
  if (name === undefined || known.includes(name)) return [];
  return [{ code, path, values: { known: someOf(known.filter((id) => id !== undefined)) } }];
}

/** A sentence can carry ten names (chosen). */
function someOf(names: readonly string[]): string {
  return (names.slice(0, 10).join(', ') || '—') + (names.length > 10 ? ', …' : '');
}
