/**
 * Names of parameters that say who asks, in what language or from where, never which lesson: whole
 * names, whatever their case. Those that begin with {@link IGNORED_PREFIX} are of them too.
 */
export const IGNORED_PARAMETERS: readonly string[] = [
  'fbclid',
  'gclid',
  'jsessionid',
  'lang',
  'phpsessid',
  'sesskey',
  'ticket',
];

/** Of the marks of a campaign. */
export const IGNORED_PREFIX = 'utm_';
