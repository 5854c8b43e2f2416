import type { LeftOut } from '../../../../app/mirror/ports.ts';
import type { ImsResource } from '../package/ims-resources.ts';
import { pageNames } from '../package/page-names.ts';
import { statedRights } from '../package/stated-rights.ts';
import type { XmlElement } from '../xml-tree.ts';
import { type Activity, type ActivityKind, activityTitle } from './activity-page.ts';
import { describeResource } from './describe-resource.ts';
import { mayBeForgotten, referencedFiles } from './referenced-files.ts';
import type { Judged, OpenCartridge, Shown } from './judged-cartridge.ts';
import { resourceKind } from './resource-kind.ts';

interface Judging extends OpenCartridge {
  readonly shown: Map<string, Shown>;
  readonly pages: Map<string, string>;
  readonly spoken: Set<string>;
  /** Files that must not be shown, unless another resource shows them. */
  readonly withheld: Map<string, string>;
  readonly missing: LeftOut[];
  readonly namePage: ReturnType<typeof pageNames>;
  readonly titles: ReadonlyMap<string, string>;
}

/** Decide of each resource whether it is shown, as what, and under which name. */
export async function judgeResources(cartridge: Omit<OpenCartridge, 'byId'>): Promise<Judged> {
  const { archive, manifest } = cartridge;
  const judging: Judging = {
    ...cartridge,
    // Identifiers repeat in real manifests: the first one is meant.
    byId: new Map(manifest.resources.toReversed().map((resource) => [resource.id, resource])),
    shown: new Map(),
    pages: new Map(),
    spoken: new Set(),
    withheld: new Map(),
    missing: [],
    namePage: pageNames(archive.entries.map(({ name }) => name)),
    titles: new Map(
      manifest.items.toReversed().flatMap(({ opens, title }) => (opens ? [[opens, title]] : [])),
    ),
  };
  for (const resource of manifest.resources) await judge(judging, resource);
  await showReferenced(judging);
  return finish(judging);
}

/** What no resource lists, and a page that is shown leads to. */
async function showReferenced(judging: Judging): Promise<void> {
  const { archive, manifest, file, shown, spoken } = judging;
  // Most cartridges list everything: no page of theirs is read for this.
  if (archive.entries.every(({ name }) => spoken.has(name) || !mayBeForgotten(name))) return;
  const pages = [...shown.keys()].filter((name) => /\.x?html?$/i.test(name));
  for (const name of await referencedFiles({ archive, folder: manifest.folder, file }, pages)) {
    if (spoken.has(name) || contentRefusal(judging, name) !== null) continue;
    spoken.add(name);
    shown.set(name, { kind: 'entry', name, rights: undefined, assignment: null });
  }
}

function finish({ shown, pages, spoken, withheld, missing, manifest }: Judging): Judged {
  const hidden = [...withheld].filter(([name]) => !shown.has(name));
  const wiki = [...shown.keys()].flatMap((name) => {
    const slug = /(?:^|\/)wiki_content\/([^/]+)\.html$/.exec(name)?.[1];
    return slug === undefined ? [] : [[slug.toLowerCase(), name] as const];
  });
  return {
    shown,
    pages: new Map([...pages].filter(([, name]) => shown.has(name))),
    variants: new Map(manifest.resources.map(({ id, variants }) => [id, variants])),
    wiki: new Map(wiki),
    spoken,
    leftOut: [...missing, ...hidden.map(([name, reason]) => ({ name, reason }))],
  };
}

async function judge(judging: Judging, resource: ImsResource): Promise<void> {
  const names = namesOf(judging, resource);
  for (const name of names) judging.spoken.add(name);
  const kind = resourceKind(resource.type);
  const description = await describeResource(judging, resource, names);
  const reason = refusal(judging, resource, description.isHidden);
  if (reason !== null) return withhold(judging, names, reason);
  if (kind === 'question-bank') return withhold(judging, names, 'question-bank');
  if (kind === 'unknown') return withhold(judging, names, 'unknown-kind');
  if (kind === 'content') return showContent(judging, resource, names, description.assignment);
  const [name] = names;
  if (name === undefined) return;
  if (description.root === null) return withhold(judging, [name], 'unreadable');
  showActivity(judging, resource, name, { kind, ...description, root: description.root });
}

/** The files of a resource that are there, each once; the others are noted as missing. */
function namesOf(judging: Judging, resource: ImsResource): readonly string[] {
  const found = new Set<string>();
  const opened = resource.href === null ? null : judging.file(resource.href);
  if (opened !== null) found.add(opened);
  const hrefs = resource.files.length === 0 ? [resource.href ?? ''] : resource.files;
  for (const href of hrefs.filter((listed) => listed !== '')) {
    const name = judging.file(href);
    if (name !== null) found.add(name);
    else judging.missing.push({ name: href.slice(0, 300), reason: 'missing-file' });
  }
  return [...found];
}

function refusal(judging: Judging, resource: ImsResource, isHidden: boolean): string | null {
  if (resource.isForTeachers) return 'teachers-only';
  return isHidden || judging.canvas.hiddenResources.has(resource.id) ? 'unpublished' : null;
}

function withhold(judging: Judging, names: readonly string[], reason: string): void {
  for (const name of names) if (!judging.withheld.has(name)) judging.withheld.set(name, reason);
}

function showContent(
  judging: Judging,
  resource: ImsResource,
  names: readonly string[],
  assignment: string | null,
): void {
  const rights = statedRights(resource.rights);
  for (const name of names) {
    const reason = contentRefusal(judging, name);
    if (reason !== null) withhold(judging, [name], reason);
    else if (!judging.shown.has(name))
      judging.shown.set(name, { kind: 'entry', name, rights, assignment });
  }
  const [first] = names;
  if (first !== undefined && !judging.pages.has(resource.id)) judging.pages.set(resource.id, first);
}

/** Descriptions are for platforms; the folder of settings holds one page that is for people. */
function contentRefusal({ manifest, canvas }: Judging, name: string): string | null {
  const inside = name.slice(manifest.folder.length);
  if (/\.(?:xml|qti|xsd|dtd)$/i.test(inside)) return 'settings';
  if (inside.startsWith('course_settings/') && inside !== 'course_settings/syllabus.html') {
    return 'settings';
  }
  const isLocked = canvas.lockedFolders.some((path) => inside.startsWith(`web_resources/${path}`));
  return isLocked ? 'unpublished' : null;
}

function showActivity(
  judging: Judging,
  resource: ImsResource,
  description: string,
  found: { readonly kind: ActivityKind; readonly root: XmlElement } & Pick<Activity, 'meta'> & {
      readonly metaName: string | null;
    },
): void {
  const title = judging.titles.get(resource.id) || activityTitle(found) || resource.id;
  const name = judging.namePage(title, resource.id);
  judging.shown.set(name, {
    kind: 'activity',
    name,
    rights: statedRights(resource.rights),
    title,
    activityKind: found.kind,
    description,
    meta: found.metaName,
  });
  if (!judging.pages.has(resource.id)) judging.pages.set(resource.id, name);
}
