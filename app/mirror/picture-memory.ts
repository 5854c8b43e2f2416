import type { ManifestFile } from '../../core/mirror/manifest.ts';

/** A picture that was within its budget as it came, and what cleaning made of it. */
export interface RememberedPicture extends Pick<ManifestFile, 'sha256' | 'sizeBytes'> {
  /** Before it was cleaned. */
  readonly sourceBytes: number;
  /** As people see it. */
  readonly width: number;
  readonly height: number;
}

/** What became of pictures in earlier builds, so that none is read that is on the mirror already. */
export interface PictureMemory {
  /** @param key of its bytes and of the type that its address promises */
  find(key: string): RememberedPicture | null;
  keep(key: string, picture: RememberedPicture): void;
}
