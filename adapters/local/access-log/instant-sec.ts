const ISO = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * An instant as people write it: seconds since 1970, or ISO 8601 with its zone.
 *
 * @returns whole seconds since 1970; null of anything else
 */
export function instantSec(text: string): number | null {
  if (/^\d{1,11}$/.test(text)) return Number(text);
  if (!ISO.test(text)) return null;
  const at = Date.parse(text.replace(' ', 'T'));
  return Number.isNaN(at) ? null : Math.floor(at / 1_000);
}
