import { withoutEnd } from '../../../../core/mirror/without-end.ts';
import type { Archive } from '../../archive/archive.ts';
import { attributeOf, childrenOf, elementAt, textAt, type XmlElement } from '../xml-tree.ts';
import { readDescription } from '../package/read-description.ts';

/** What Canvas says of who may see what, beside the standard. Empty for other tools' cartridges. */
export interface CanvasState {
  /** Whether Canvas wrote the cartridge: its pages say themselves whether they are published. */
  readonly isCanvas: boolean;
  /** Items of the table of contents that pupils do not see, by identifier. */
  readonly hiddenItems: ReadonlySet<string>;
  /** Resources that only hidden items open, and files locked one by one. */
  readonly hiddenResources: ReadonlySet<string>;
  /** Folders of files that are locked, from the folder of files: `examens/`. */
  readonly lockedFolders: readonly string[];
  /** The course's number on the platform, in its addresses. */
  readonly courseId: string | null;
}

const NOBODY = /^(?:unpublished|deleted|post_delayed|unavailable)$/;

/** Whether a `workflow_state` says that pupils do not see it. */
export const isHiddenState = (state: string): boolean => NOBODY.test(state.trim().toLowerCase());

/** @param folder where the manifest stands */
export async function readCanvasState(archive: Archive, folder: string): Promise<CanvasState> {
  const settings = `${folder}course_settings/`;
  const read = (name: string): Promise<XmlElement | null> =>
    readDescription(archive, settings + name);
  const modules = await read('module_meta.xml');
  const files = await read('files_meta.xml');
  const context = await read('context.xml');
  const seen = modules === null ? NO_MODULES : readModules(modules);
  const courseId = context === null ? '' : textAt(context, 'course_id');
  return {
    isCanvas: archive.entries.some(({ name }) => name.startsWith(settings)),
    hiddenItems: seen.hiddenItems,
    hiddenResources: new Set([...seen.hiddenResources, ...lockedFiles(files)]),
    lockedFolders: lockedFolders(files),
    courseId: /^[\w~]{1,40}$/.test(courseId) ? courseId : null,
  };
}

const NO_MODULES = { hiddenItems: new Set<string>(), hiddenResources: new Set<string>() };

/** Identifiers repeat: one counts as hidden when none that bears it is shown. */
function readModules(modules: XmlElement): typeof NO_MODULES {
  const hidden = { items: new Set<string>(), resources: new Set<string>() };
  const shown = { items: new Set<string>(), resources: new Set<string>() };
  for (const module of childrenOf(modules, 'module')) {
    const isModuleHidden = isHiddenState(textAt(module, 'workflow_state'));
    const list = isModuleHidden ? hidden : shown;
    list.items.add(attributeOf(module, 'identifier') ?? '');
    for (const item of elementAt(module, 'items')?.children ?? []) {
      const isHidden = isModuleHidden || isHiddenState(textAt(item, 'workflow_state'));
      const side = isHidden ? hidden : shown;
      side.items.add(attributeOf(item, 'identifier') ?? '');
      side.resources.add(textAt(item, 'identifierref'));
    }
  }
  return {
    hiddenItems: without(hidden.items, shown.items),
    hiddenResources: without(hidden.resources, shown.resources),
  };
}

const without = (all: ReadonlySet<string>, others: ReadonlySet<string>): Set<string> =>
  new Set([...all].filter((name) => !others.has(name)));

function lockedFiles(meta: XmlElement | null): readonly string[] {
  const files = meta === null ? null : elementAt(meta, 'files');
  return (files?.children ?? [])
    .filter((file) => textAt(file, 'locked') === 'true')
    .flatMap((file) => attributeOf(file, 'identifier') ?? []);
}

function lockedFolders(meta: XmlElement | null): readonly string[] {
  const folders = meta === null ? null : elementAt(meta, 'folders');
  return (folders?.children ?? [])
    .filter((folder) => textAt(folder, 'locked') === 'true')
    .map((folder) => `${withoutEnd(attributeOf(folder, 'path') ?? '', '/')}/`)
    .filter((path) => path !== '/');
}
