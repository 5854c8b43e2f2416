import type { Archive } from '../../../../../adapters/local/archive/archive.ts';

/** What a test packs: text, or bytes as they are. */
export type PackedFiles = Readonly<Record<string, string | Uint8Array>>;

/** A package that lies in memory. Writes down what was read of it. */
export function memoryArchive(files: PackedFiles): Archive & { readonly readNames: string[] } {
  const bytes = new Map(
    Object.entries(files).map(([name, content]) => [
      name.normalize('NFC'),
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
    ]),
  );
  const readNames: string[] = [];
  return {
    readNames,
    entries: [...bytes].map(([name, content]) => ({ name, sizeBytes: content.length })),
    leftOut: [],
    read: async (name) => {
      readNames.push(name);
      return bytes.get(name) ?? null;
    },
    pieces: async function* (name) {
      const content = bytes.get(name);
      if (content !== undefined) yield content;
    },
    close: async () => {},
  };
}
