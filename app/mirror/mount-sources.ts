import type { LeftOut, LessonFile, LessonSet, LessonSource, OutlineEntry } from './ports.ts';

/** A source that stands in a folder of another one. */
export interface MountedSource {
  /** The folder that its lessons are under, by name: `cours-de-python`. */
  readonly folder: string;
  /** What the list calls it. */
  readonly title: string;
  readonly source: LessonSource;
}

/**
 * Several sources as one: a folder of lessons, and the packages that lie in it, each under a folder
 * of its own.
 *
 * The root's words on rights hold for all; what a package says of itself holds for its folder.
 */
export function mountSources(root: LessonSource, mounts: readonly MountedSource[]): LessonSource {
  if (mounts.length === 0) return root;
  const under = (path: string): MountedSource | undefined =>
    mounts.find(({ folder }) => path.startsWith(`/${folder}/`));
  return {
    async sets() {
      const own = await root.sets();
      const others = await Promise.all(
        mounts.map(async (mount) => (await mount.source.sets()).map((set) => moved(set, mount))),
      );
      return [...own, ...others.flat()];
    },
    async list() {
      const lists = await Promise.all([
        root.list(),
        ...mounts.map(async (mount) => listed(await mount.source.list(), mount)),
      ]);
      return {
        files: lists.flatMap(({ files }) => files),
        leftOut: lists.flatMap(({ leftOut }) => leftOut),
      };
    },
    async read(file) {
      const mount = under(file.path);
      return mount === undefined ? root.read(file) : mount.source.read(unmounted(file, mount));
    },
    async outline() {
      const own = (await root.outline?.()) ?? [];
      const others = await Promise.all(mounts.map(outlined));
      return [...own, ...others.flat()];
    },
    async close() {
      for (const one of [root, ...mounts.map(({ source }) => source)]) await one.close?.();
    },
  };
}

const moved = (set: LessonSet, { folder, title }: MountedSource): LessonSet => ({
  ...set,
  folder: `/${folder}${set.folder}`,
  title: set.title ?? (set.folder === '/' ? title : undefined),
});

function listed(
  {
    files,
    leftOut,
  }: { readonly files: readonly LessonFile[]; readonly leftOut: readonly LeftOut[] },
  { folder }: MountedSource,
): { readonly files: readonly LessonFile[]; readonly leftOut: readonly LeftOut[] } {
  return {
    files: files.map((file) => ({
      ...file,
      name: `${folder}/${file.name}`,
      path: `/${folder}${file.path}`,
    })),
    leftOut: leftOut.map(({ name, reason }) => ({ name: `${folder}/${name}`, reason })),
  };
}

const unmounted = (file: LessonFile, { folder }: MountedSource): LessonFile => ({
  ...file,
  name: file.name.slice(folder.length + 1),
  path: file.path.slice(folder.length + 1),
});

/** The package's name as a heading, and its own order below. */
async function outlined({
  folder,
  title,
  source,
}: MountedSource): Promise<readonly OutlineEntry[]> {
  const own = (await source.outline?.()) ?? [];
  if (own.length === 0) return [];
  const below = own.map(({ path, depth, ...entry }) => ({
    ...entry,
    depth: depth + 1,
    path: path === null ? null : `/${folder}${path}`,
  }));
  return [{ title, depth: 0, path: null }, ...below];
}
