import { PreauError } from '../../../../core/errors.ts';
import type { Archive } from '../../archive/archive.ts';
import { readXmlTree, type XmlElement } from '../xml-tree.ts';

/**
 * Read one of a package's smaller descriptions, without which the package is still worth showing.
 *
 * @returns null where there is none, or none that can be read
 */
export async function readDescription(archive: Archive, name: string): Promise<XmlElement | null> {
  const bytes = await archive.read(name);
  if (bytes === null) return null;
  try {
    return readXmlTree(bytes, name);
  } catch (error) {
    if (error instanceof PreauError) return null;
    throw error;
  }
}
