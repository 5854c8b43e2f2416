import type { Rule } from './rule.ts';

/**
 * On AWS a mirror is built each night by functions that publish to its own place. A setting for one
 * machine would be believed there and do nothing.
 */
export const mirrorsTendedAtHome: Rule = ({ platforms, given }) =>
  given(['aws'])
    ? platforms.flatMap((_, index) =>
        ['every', 'publish'].flatMap((key) => {
          const path = ['platforms', index, 'mirror', key];
          return given(path) ? [{ code: 'mirror-tended-on-aws', path, values: {} }] : [];
        }),
      )
    : platforms.flatMap(({ mirror }, index) => {
        const path = ['platforms', index, 'mirror', 'publish'];
        const isNever =
          given(path) && mirror !== undefined && !given([...path.slice(0, 3), 'every']);
        return isNever ? [{ code: 'mirror-publish-without-every', path, values: {} }] : [];
      });
