import type { EpochMs } from '../units.ts';

const UTC = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'UTC',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** `20210406T060300Z`: an instant as ids and file names carry it, ISO 8601 basic, in UTC. */
export const basicInstant = (at: EpochMs): string =>
  `${UTC.format(at).replace(' ', 'T').replaceAll(/[-:]/g, '')}Z`;
