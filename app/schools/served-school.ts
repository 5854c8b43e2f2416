import type { PlatformId, Uai } from '../../core/units.ts';

/** What a page about a school may know of it: no contact, nothing of a person. */
export interface ServedSchool {
  readonly uai: Uai;
  readonly name: string;
  /** The platforms that serve it, in the order of the configuration; one at least. */
  readonly platforms: readonly PlatformId[];
}
