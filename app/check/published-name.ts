import type { PublishedType } from '../../core/shelter/weighted-pair.ts';

/** One record that a name publishes, as a server answers it. */
export interface PublishedRecord {
  readonly type: PublishedType;
  readonly ttlSec: number;
  readonly value: string;
}

/** What one authoritative server says of one name. */
export interface PublishedName {
  /** Its address and port. */
  readonly server: string;
  /**
   * - answered: it has the name
   * - absent: the zone has no such name
   * - refused: it is not the zone's own server, or fails
   * - silent: it does not answer
   */
  readonly outcome: 'answered' | 'absent' | 'refused' | 'silent';
  /** Of the name itself, not of what a CNAME leads to; empty unless answered. */
  readonly records: readonly PublishedRecord[];
}
