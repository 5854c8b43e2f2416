import type { ImsResource } from '../package/ims-resources.ts';
import { textAt, type XmlElement } from '../xml-tree.ts';
import { isHiddenState } from './canvas-state.ts';
import type { OpenCartridge } from './judged-cartridge.ts';
import { readDescription } from '../package/read-description.ts';
import { resourceKind } from './resource-kind.ts';

/** What the descriptions of a resource say of it. */
export interface Described {
  /** The standard's own description; null for content, and where it cannot be read. */
  readonly root: XmlElement | null;
  /** Canvas's description beside it. */
  readonly meta: XmlElement | null;
  readonly metaName: string | null;
  readonly isHidden: boolean;
  /** The title of work to hand in, where the content is its instructions. */
  readonly assignment: string | null;
}

/** Roots of Canvas's descriptions: of a discussion, of work to hand in, of a quiz. */
const CANVAS: ReadonlySet<string> = new Set(['topicmeta', 'assignment', 'quiz']);

/** Read what a resource and what it depends on say of it. */
export async function describeResource(
  cartridge: OpenCartridge,
  resource: ImsResource,
  names: readonly string[],
): Promise<Described> {
  const isContent = resourceKind(resource.type) === 'content';
  const [first] = names;
  const root =
    isContent || first === undefined ? null : await readDescription(cartridge.archive, first);
  const beside = [...(isContent ? names : names.slice(1)), ...dependencies(cartridge, resource)];
  const found = await canvasDescription(cartridge, beside);
  const isHidden = hides(found?.meta ?? null) || cartridge.hiddenPages.has(first ?? '');
  return {
    root,
    meta: found?.meta ?? null,
    metaName: found?.name ?? null,
    isHidden,
    assignment: isContent && found?.meta.name === 'assignment' ? textAt(found.meta, 'title') : null,
  };
}

function dependencies(cartridge: OpenCartridge, resource: ImsResource): readonly string[] {
  const wanted = resource.dependencies.flatMap((id) => cartridge.byId.get(id) ?? []);
  return wanted.flatMap(({ files, href }) =>
    [...files, ...(href === null ? [] : [href])].flatMap((file) => cartridge.file(file) ?? []),
  );
}

async function canvasDescription(
  { archive }: OpenCartridge,
  names: readonly string[],
): Promise<{ readonly name: string; readonly meta: XmlElement } | null> {
  for (const name of names) {
    if (!/\.xml$/i.test(name)) continue;
    const meta = await readDescription(archive, name);
    if (meta !== null && CANVAS.has(meta.name)) return { name, meta };
  }
  return null;
}

function hides(meta: XmlElement | null): boolean {
  if (meta === null) return false;
  const isClosed = meta.name === 'quiz' && textAt(meta, 'available') === 'false';
  return isClosed || isHiddenState(textAt(meta, 'workflow_state'));
}
