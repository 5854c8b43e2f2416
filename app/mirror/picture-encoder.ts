import type { CleanPicture } from '../../core/mirror/picture/clean-picture.ts';

/** A smaller making of a picture, for a page to choose from. */
export interface PictureSource {
  /** Made of its bytes: its address can never be another's. With an ending. */
  readonly name: string;
  readonly type: string;
  readonly width: number;
  readonly height: number;
  /** For windows no wider than a phone's. */
  readonly isNarrow: boolean;
  readonly bytes: Uint8Array;
}

export type EncodedPicture =
  | {
      readonly kind: 'encoded';
      /** What answers at the picture's own address, in the type that it has there. */
      readonly main: Uint8Array;
      readonly width: number;
      readonly height: number;
      /** The one to take first, first. Empty where none is lighter than `main`. */
      readonly sources: readonly PictureSource[];
    }
  /** Its header was good, its pixels are not. */
  | { readonly kind: 'broken' }
  /** A format that it does not write, or more work than a picture is worth. */
  | { readonly kind: 'as-it-is' };

/** Makes pictures smaller. The same picture always becomes the same bytes. */
export interface PictureEncoder {
  /** @param type the media type that its address promises */
  encode(picture: CleanPicture, type: string): Promise<EncodedPicture>;
}
