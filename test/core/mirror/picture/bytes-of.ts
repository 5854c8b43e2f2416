/** A file from its parts: letters in Latin-1, and bytes. */
export const bytesOf = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(
    parts.map((part) =>
      typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part),
    ),
  );

/** Bytes as they are compared. */
export const listOf = (picture: { readonly bytes: Uint8Array } | null): readonly number[] | null =>
  picture === null ? null : [...picture.bytes];
