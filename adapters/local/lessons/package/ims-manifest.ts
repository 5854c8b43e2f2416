import { PreauError } from '../../../../core/errors.ts';
import type { Archive } from '../../archive/archive.ts';
import { elementAt, readXmlTree, textAt, type XmlElement } from '../xml-tree.ts';
import { readLom, type StatedLom } from './ims-lom.ts';
import { readItems, type ImsItem } from './ims-items.ts';
import { readResources, type ImsResource } from './ims-resources.ts';

/** What `imsmanifest.xml` says, of a Common Cartridge or of a SCORM package. */
export interface ImsManifest {
  /** The folder that it stands in, whose files it speaks of: `` or `course/`. */
  readonly folder: string;
  readonly kind: 'cartridge' | 'scorm';
  readonly schema: string;
  readonly version: string;
  readonly lom: StatedLom;
  /** Where its LOM stands when it is another file, as SCORM allows. */
  readonly lomFile: string | null;
  /** The default organisation's own title. */
  readonly title: string;
  readonly items: readonly ImsItem[];
  readonly resources: readonly ImsResource[];
}

/**
 * Find a package's manifest: at the root, or in its only folder, where teachers have zipped the
 * folder instead of what is in it.
 *
 * @returns its name, or null
 */
export function manifestName(archive: Archive): string | null {
  const names = archive.entries.map(({ name }) => name);
  const root = names.find((name) => name.toLowerCase() === 'imsmanifest.xml');
  if (root !== undefined) return root;
  const folders = new Set(names.map((name) => name.slice(0, name.indexOf('/') + 1)));
  const [only = ''] = folders;
  if (folders.size !== 1 || only === '') return null;
  return (
    names.find((name) => name.toLowerCase() === `${only.toLowerCase()}imsmanifest.xml`) ?? null
  );
}

/**
 * Read the manifest of an IMS package, any version, by local names.
 *
 * @throws PreauError `mirror-source-unreadable` when there is none, or it is no XML
 */
export async function readImsManifest(archive: Archive): Promise<ImsManifest> {
  const name = manifestName(archive);
  const bytes = name === null ? null : await archive.read(name);
  if (name === null || bytes === null) {
    throw new PreauError(
      'mirror-source-unreadable',
      `expected imsmanifest.xml at the root of the package, got ${name === null ? 'none' : 'one that cannot be read'}; export it as IMS Common Cartridge or SCORM`,
      {
        said: {
          key: 'course.ims',
          values: { got: { key: name === null ? 'got.none' : 'got.unreadable' } },
        },
      },
    );
  }
  return parseManifest(readXmlTree(bytes, name), name.slice(0, name.lastIndexOf('/') + 1));
}

function parseManifest(root: XmlElement, folder: string): ImsManifest {
  const metadata = elementAt(root, 'metadata') ?? root;
  const organization = defaultOrganization(root);
  const lom = elementAt(metadata, 'lom');
  return {
    folder,
    kind: kindOf(root),
    schema: textAt(metadata, 'schema'),
    version: textAt(metadata, 'schemaversion'),
    lom: readLom(lom),
    lomFile: lom === null ? textAt(metadata, 'location') || null : null,
    title: organization === null ? '' : textAt(organization, 'title'),
    items: organization === null ? [] : readItems(organization),
    resources: readResources(root),
  };
}

/** By the schema that it names, else by the vocabulary that it is written in. */
function kindOf(root: XmlElement): ImsManifest['kind'] {
  const schema = textAt(root, 'metadata', 'schema');
  if (/cartridge/i.test(schema)) return 'cartridge';
  const spaces = [...root.attributes].filter(([name]) => name.startsWith('xmlns'));
  const isCartridge = spaces.some(([, uri]) => /imscc|common-?cartridge/i.test(uri));
  return isCartridge && !/scorm/i.test(schema) ? 'cartridge' : 'scorm';
}

/** The one that the manifest calls its default, else the first. */
function defaultOrganization(root: XmlElement): XmlElement | null {
  const organizations = elementAt(root, 'organizations');
  if (organizations === null) return null;
  const wanted = organizations.attributes.get('default');
  const all = organizations.children.filter(({ name }) => name === 'organization');
  return (
    all.find(({ attributes }) => wanted !== undefined && attributes.get('identifier') === wanted) ??
    all[0] ??
    null
  );
}
