import type { EpochMs } from '../units.ts';

/**
 * `20210406T060300Z`: an instant as ids and file names carry it, ISO 8601 basic, in UTC, whole
 * seconds. Not by Intl, whose first formatter costs ten milliseconds of every cold start.
 */
export const basicInstant = (at: EpochMs): string =>
  new Date(at)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(/[-:]/g, '');
