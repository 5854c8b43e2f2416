import type { IncidentId, PlatformId } from '../../../core/units.ts';

/** Where the page of one incident is. */
export const incidentAddress = (id: IncidentId): string => `/incidents/${encodeURIComponent(id)}/`;

/** Where the page of one platform is. */
export const platformAddress = (id: PlatformId): string => `/platforms/${encodeURIComponent(id)}/`;

/** Where the page of one school is. */
export const schoolAddress = (uai: string): string => `/schools/${encodeURIComponent(uai)}/`;

/** Where the page of one platform's mirror is. */
export const mirrorAddress = (id: PlatformId): string => `/mirrors/${encodeURIComponent(id)}/`;
