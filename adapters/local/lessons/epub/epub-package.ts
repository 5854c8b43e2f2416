import { PreauError } from '../../../../core/errors.ts';
import type { Archive } from '../../archive/archive.ts';
import {
  attributeOf,
  childrenOf,
  descendantsOf,
  elementAt,
  plainText,
  readXmlTree,
  type XmlElement,
} from '../xml-tree.ts';

/** Where a book says where it begins. @see https://www.w3.org/TR/epub-33/#sec-container-metainf-container.xml */
export const CONTAINER = 'META-INF/container.xml';

/** Chapters of one book that have a place in its order. Chosen: the largest looked at has 300. */
const MAX_CHAPTERS = 5_000;

/** One file that a book lists. */
export interface EpubItem {
  readonly id: string;
  /** From the folder of the package document. */
  readonly href: string;
  readonly mediaType: string;
  readonly isNavigation: boolean;
}

/** What the package document of a book says. */
export interface EpubPackage {
  /** Its own name, and the folder that addresses start from. */
  readonly name: string;
  readonly folder: string;
  readonly title: string;
  readonly creators: readonly string[];
  readonly language: string;
  readonly rights: string;
  readonly items: readonly EpubItem[];
  /** Identifiers of its chapters, in reading order; what is not linear apart. */
  readonly spine: readonly { readonly id: string; readonly isLinear: boolean }[];
  /** The identifier of the table of contents of EPUB 2. */
  readonly ncx: string | null;
}

/** @throws PreauError `mirror-source-unreadable` when the book does not say where it begins */
export async function readEpubPackage(archive: Archive): Promise<EpubPackage> {
  const container = readXmlTree(await whole(archive, CONTAINER), CONTAINER);
  const roots = descendantsOf(container, 'rootfile');
  const root =
    roots.find((file) => attributeOf(file, 'media-type') === 'application/oebps-package+xml') ??
    roots[0];
  const name = (root && attributeOf(root, 'full-path')) ?? '';
  return parsePackage(readXmlTree(await whole(archive, name), name), name);
}

async function whole(archive: Archive, name: string): Promise<Uint8Array> {
  const bytes = await archive.read(name.normalize('NFC'));
  if (bytes !== null) return bytes;
  throw new PreauError(
    'mirror-source-unreadable',
    `expected the file ${name || 'of the package document'} in the EPUB, got none that can be read; export the book again`,
    { said: { key: 'course.epub', values: { name: name || { key: 'got.packageDocument' } } } },
  );
}

function parsePackage(root: XmlElement, name: string): EpubPackage {
  const metadata = elementAt(root, 'metadata');
  const texts = (of: string): readonly string[] =>
    metadata === null
      ? []
      : metadataOf(metadata, of)
          .map(plainText)
          .filter((text) => text !== '');
  const spine = elementAt(root, 'spine');
  const manifest = elementAt(root, 'manifest');
  return {
    name,
    folder: name.slice(0, name.lastIndexOf('/') + 1),
    title: texts('title')[0] ?? '',
    creators: texts('creator'),
    language: texts('language')[0] ?? '',
    rights: texts('rights').join(' '),
    items: manifest === null ? [] : childrenOf(manifest, 'item').map(readItem),
    spine:
      spine === null ? [] : childrenOf(spine, 'itemref').slice(0, MAX_CHAPTERS).map(readReference),
    ncx: spine === null ? null : attributeOf(spine, 'toc'),
  };
}

/** EPUB 2 may put them into an element of their own. */
function metadataOf(metadata: XmlElement, name: string): readonly XmlElement[] {
  const older = elementAt(metadata, 'dc-metadata');
  return [...childrenOf(metadata, name), ...(older === null ? [] : childrenOf(older, name))];
}

const readReference = (reference: XmlElement): EpubPackage['spine'][number] => ({
  id: attributeOf(reference, 'idref') ?? '',
  isLinear: attributeOf(reference, 'linear') !== 'no',
});

const readItem = (item: XmlElement): EpubItem => ({
  id: attributeOf(item, 'id') ?? '',
  href: attributeOf(item, 'href') ?? '',
  mediaType: (attributeOf(item, 'media-type') ?? '').toLowerCase(),
  isNavigation: (attributeOf(item, 'properties') ?? '').split(/\s+/).includes('nav'),
});
