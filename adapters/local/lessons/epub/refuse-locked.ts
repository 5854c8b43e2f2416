import { PreauError } from '../../../../core/errors.ts';
import type { Archive } from '../../archive/archive.ts';
import { attributeOf, descendantsOf, elementAt, readXmlTree } from '../xml-tree.ts';

/**
 * What only makes a font harder to take out of its book; fonts are not carried over anyway.
 * @see https://www.w3.org/TR/epub-33/#sec-font-obfuscation
 */
const FONTS: ReadonlySet<string> = new Set([
  'http://www.idpf.org/2008/embedding',
  'http://ns.adobe.com/pdf/enc#RC',
]);

/** @throws PreauError `mirror-source-unreadable` for a book whose chapters are encrypted */
export async function refuseLocked(archive: Archive): Promise<void> {
  const name = 'META-INF/encryption.xml';
  if (!archive.entries.some((entry) => entry.name === name)) return;
  const bytes = await archive.read(name);
  const locked = bytes === null ? [name] : lockedParts(bytes, name);
  if (locked.length === 0) return;
  throw new PreauError(
    'mirror-source-unreadable',
    `expected an EPUB that can be read, got one under a digital lock (${locked.slice(0, 3).join(', ')}); ask its publisher for a copy without one, and for the right to show it`,
    { said: { key: 'course.locked', values: { names: locked.slice(0, 3).join(', ') } } },
  );
}

function lockedParts(bytes: Uint8Array, name: string): readonly string[] {
  return descendantsOf(readXmlTree(bytes, name), 'encrypteddata').flatMap((data) => {
    const method = elementAt(data, 'encryptionmethod');
    const algorithm = method === null ? null : attributeOf(method, 'algorithm');
    if (algorithm !== null && FONTS.has(algorithm)) return [];
    const [reference] = descendantsOf(data, 'cipherreference');
    return [(reference && attributeOf(reference, 'uri')) ?? 'unnamed'];
  });
}
