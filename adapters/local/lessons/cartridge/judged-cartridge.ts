import type { LeftOut, StatedRights } from '../../../../app/mirror/ports.ts';
import type { Archive } from '../../archive/archive.ts';
import type { ImsManifest } from '../package/ims-manifest.ts';
import type { ImsResource } from '../package/ims-resources.ts';
import type { ActivityKind } from './activity-page.ts';
import type { CanvasState } from './canvas-state.ts';

/** A cartridge opened, with what is asked of it again and again. */
export interface OpenCartridge {
  readonly archive: Archive;
  readonly manifest: ImsManifest;
  readonly canvas: CanvasState;
  /** Pages that say themselves that pupils do not see them. */
  readonly hiddenPages: ReadonlySet<string>;
  readonly byId: ReadonlyMap<string, ImsResource>;
  /** @returns the file that an address from the manifest's folder means */
  readonly file: (href: string) => string | null;
}

/** One thing of a cartridge that becomes a file of the mirror. */
export type Shown =
  | {
      readonly kind: 'entry';
      readonly name: string;
      readonly rights: StatedRights | undefined;
      /** What the work is called whose instructions this page has; null for any other page. */
      readonly assignment: string | null;
    }
  | {
      readonly kind: 'activity';
      readonly name: string;
      readonly rights: StatedRights | undefined;
      readonly title: string;
      readonly activityKind: ActivityKind;
      /** Names of its descriptions, read again when the page is asked for. */
      readonly description: string;
      readonly meta: string | null;
    };

/** What becomes of each resource. */
export interface Judged {
  readonly shown: ReadonlyMap<string, Shown>;
  /** Resource to the file that its items open. */
  readonly pages: ReadonlyMap<string, string>;
  readonly variants: ReadonlyMap<string, readonly string[]>;
  /** Short names of wiki pages to their files. */
  readonly wiki: ReadonlyMap<string, string>;
  /** Files that some resource names, shown or not. */
  readonly spoken: ReadonlySet<string>;
  readonly leftOut: readonly LeftOut[];
}
