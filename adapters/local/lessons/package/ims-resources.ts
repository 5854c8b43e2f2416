import {
  attributeOf,
  childrenOf,
  descendantsOf,
  elementAt,
  plainText,
  textAt,
  type XmlElement,
} from '../xml-tree.ts';
import { lomRights } from './ims-lom.ts';

/** One thing that a manifest's items open. */
export interface ImsResource {
  readonly id: string;
  /** As stated, in lower case: `webcontent`, `imswl_xmlv1p3` and so on. */
  readonly type: string;
  /** SCORM: `sco` or `asset`; null where it is not said. */
  readonly scormType: string | null;
  /** From the manifest's folder, as stated. */
  readonly href: string | null;
  readonly files: readonly string[];
  /** Identifiers of what it needs. */
  readonly dependencies: readonly string[];
  /** Identifiers of what says the same otherwise. Common Cartridge 1.3. */
  readonly variants: readonly string[];
  /** Made for teachers: a lesson plan, or its metadata say so. */
  readonly isForTeachers: boolean;
  /** What it states of its own rights; '' where it does not. */
  readonly rights: string;
  /** Where its LOM stands when it is another file, as SCORM allows. */
  readonly lomFile: string | null;
}

/** Read a manifest's resources, in its order. */
export function readResources(root: XmlElement): readonly ImsResource[] {
  const resources = elementAt(root, 'resources');
  if (resources === null) return [];
  const base = baseOf(root) + baseOf(resources);
  return childrenOf(resources, 'resource').map((resource) => readResource(resource, base));
}

function readResource(resource: XmlElement, above: string): ImsResource {
  const base = above + baseOf(resource);
  const href = attributeOf(resource, 'href');
  const hrefs = childrenOf(resource, 'file').map((file) => attributeOf(file, 'href'));
  return {
    id: attributeOf(resource, 'identifier') ?? '',
    type: (attributeOf(resource, 'type') ?? '').toLowerCase(),
    scormType: attributeOf(resource, 'scormtype')?.toLowerCase() ?? null,
    href: href === null ? null : base + href,
    files: hrefs.flatMap((file) => (file === null ? [] : [base + file])),
    dependencies: references(childrenOf(resource, 'dependency')),
    variants: references(descendantsOf(resource, 'variant')),
    isForTeachers: isForTeachers(resource),
    rights: lomRights(elementAt(resource, 'metadata', 'lom')),
    lomFile: textAt(resource, 'metadata', 'location') || null,
  };
}

/** `xml:base` of one element. Those of an address add up. */
const baseOf = (element: XmlElement): string => {
  const base = attributeOf(element, 'base') ?? '';
  return base === '' || base.endsWith('/') ? base : `${base}/`;
};

const references = (elements: readonly XmlElement[]): readonly string[] =>
  elements.flatMap((element) => attributeOf(element, 'identifierref') ?? []);

/** @see https://www.imsglobal.org/cc/ccv1p3/imscc_Overview-v1p3.html roles and intended use */
function isForTeachers(resource: XmlElement): boolean {
  if (attributeOf(resource, 'intendeduse')?.toLowerCase() === 'lessonplan') return true;
  const roles = descendantsOf(resource, 'intendedenduserrole').map((role) =>
    plainText(role).toLowerCase(),
  );
  return roles.length > 0 && roles.every((role) => /instructor|teacher|mentor/.test(role));
}
