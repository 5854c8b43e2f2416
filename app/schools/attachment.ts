import type { PlatformId, Uai } from '../../core/units.ts';

/** One row of a table of attachments: this school is served by this platform, whatever the rules say. */
export interface Attachment {
  readonly uai: Uai;
  readonly platform: PlatformId;
}
