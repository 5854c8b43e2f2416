import { isWebAddress } from '../../core/mirror/web-address.ts';
import type { Finding } from '../problem.ts';
import type { Readable, ReadablePlatform, Rule } from './rule.ts';

/**
 * A web site is visited by one machine that sees its origin's health: not by the functions on AWS that
 * build a mirror, and never in a rehearsal, which asks nothing of real hosts.
 */
export const webLessons: Rule = (config) =>
  config.platforms.flatMap((platform, index) => findingOf(config, platform, index) ?? []);

function findingOf(
  { given, rehearsal }: Readable,
  { mirror }: ReadablePlatform,
  index: number,
): Finding | null {
  const lessons = ['platforms', index, 'mirror', 'lessons'];
  const recipe = ['platforms', index, 'mirror', 'recipe'];
  if (mirror?.lessons === undefined) return null;
  if (!isWebAddress(mirror.lessons)) {
    return given(recipe) ? { code: 'recipe-without-site', path: recipe } : null;
  }
  if (rehearsal) return { code: 'web-lessons-in-rehearsal', path: lessons };
  const isBuiltByFunctions = mirror.cloudFront === true && mirror.built !== 'elsewhere';
  return given(['aws']) && isBuiltByFunctions
    ? { code: 'web-lessons-on-aws', path: lessons }
    : null;
}
