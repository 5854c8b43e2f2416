import type { DnsChange } from './dns-change.ts';
import type { TurnDetail } from './turn-detail.ts';

/**
 * The batch that a turn's detail names.
 *
 * @param detail a sentence in the first journals
 * @returns null where it names none
 */
export const changeOf = (detail: TurnDetail | string): DnsChange | null =>
  typeof detail !== 'string' && 'change' in detail ? (detail.change ?? null) : null;
