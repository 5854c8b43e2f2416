import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  PublishTarget,
  OnTravel,
  OutgoingRelease,
  Travel,
} from '../../../app/mirror/publish-target.ts';
import { PreauError } from '../../../core/errors.ts';
import type { Manifest } from '../../../core/mirror/manifest.ts';
import { keptReleases, type KeptInFolder } from './kept-releases.ts';
import { MANIFEST_FILE } from './manifest-file.ts';
import { MANIFEST_MAX_BYTES } from './manifest-schema.ts';
import { STORE } from './pointer.ts';
import { RELEASES_KEPT } from './releases-kept.ts';
import { runRsync } from './run-rsync.ts';
import { addToSequence, SEQUENCE } from './sequence.ts';

/** By content alone: times and owners of two builds differ where their bytes do not. */
const BY_CONTENT = ['-r', '-c', '--delete', `--exclude=/${MANIFEST_FILE}`];

/**
 * A folder of another machine, by rsync: over ssh (`user@host:path`) or to its daemon (`rsync://`).
 *
 * It is laid out as a mirror's folder, but for the plain files: a web server there serves
 * `.preau/current`, which turns in one step. What the release before has is linked there.
 *
 * @param place without a slash at its end
 * @param env variables for rsync, besides the surroundings' own
 * @throws PreauError `store-unavailable`, when this machine has no rsync too
 */
export function rsyncTarget(
  place: string,
  env: Readonly<Record<string, string>> = {},
): PublishTarget {
  const rsync = (options: readonly string[], places: readonly string[], more = {}) =>
    runRsync(options, places, { env, ...more });
  const remote: Remote = { place, rsync };
  return {
    plan: (release) =>
      inTemporary(async (folder) => planTravel(release, await look(remote, folder))),
    publish: (release, onTravel) =>
      inTemporary(async (folder) => {
        const kept = await look(remote, folder);
        const travel = planTravel(release, kept);
        await send(remote, folder, release, kept, travel, onTravel);
        await point(remote, folder, release.manifest.buildId);
        await tellSequence(remote, folder, kept, release.manifest.buildId);
        await prune(remote, folder, kept, release.manifest.buildId);
        return travel;
      }),
    kept: () =>
      inTemporary(async (folder) =>
        (await look(remote, folder)).map(({ manifest: { buildId, builtAt }, isServed }) => ({
          buildId,
          builtAt,
          isServed,
        })),
      ),
    turnBack: (buildId) => inTemporary((folder) => turnBack(remote, folder, buildId)),
  };
}

interface Remote {
  readonly place: string;
  readonly rsync: (
    options: readonly string[],
    places: readonly string[],
    more?: { readonly onLine?: (line: string) => void; readonly mayBeAbsent?: boolean },
  ) => Promise<boolean>;
}

async function inTemporary<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'preau-rsync-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Fetch the pointer and the manifests of what is there, as if it were a folder here. */
async function look(remote: Remote, folder: string): Promise<readonly KeptInFolder[]> {
  const names: string[] = [];
  const onLine = (line: string) => names.push(line.split(/\s+/).slice(4).join(' '));
  const isThere = await remote.rsync(['--list-only'], [`${remote.place}/`], {
    onLine,
    mayBeAbsent: true,
  });
  const others = names.filter((name) => name !== '.' && name !== '');
  if (!isThere || others.length === 0) return [];
  if (!others.includes('.preau'))
    throw new PreauError(
      'argument-invalid',
      `expected an empty place or a mirror's, got ${others.length} other files in ${remote.place}; name another folder`,
      {
        said: { key: 'release.otherPlace', values: { number: others.length, place: remote.place } },
      },
    );
  const wanted = ['/current', `/${SEQUENCE}`, '/releases/', '/releases/*/', '/releases/*/_preau/'];
  const includes = [...wanted, `/releases/*/${MANIFEST_FILE}`].map((one) => `--include=${one}`);
  const options = ['-r', '-l', `--max-size=${MANIFEST_MAX_BYTES}`, ...includes, '--exclude=*'];
  await mkdir(join(folder, 'seen/.preau'), { recursive: true });
  await remote.rsync(options, [`${remote.place}/.preau/`, join(folder, 'seen/.preau/')], {
    mayBeAbsent: true,
  });
  return keptReleases(join(folder, 'seen'));
}

function planTravel(release: OutgoingRelease, kept: readonly KeptInFolder[]): Travel {
  const { manifest, compressed } = release;
  // Links are made to the release that is served; one that is there whole is not sent again.
  const same = kept.find((one) => one.manifest.buildId === manifest.buildId);
  const before = same ?? kept.find(({ isServed }) => isServed);
  const known = new Map(before?.manifest.files.map(({ path, sha256 }) => [path, sha256]));
  const changed = manifest.files.filter(({ path, sha256 }) => known.get(path) !== sha256);
  const paths = new Set(changed.map(({ path }) => path));
  const all = [...changed, ...compressed.filter(({ of }) => paths.has(of.path))];
  const wanted = new Set(manifest.files.map(({ path }) => path));
  return {
    files: all.length,
    bytes: all.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    removed: [...known.keys()].filter((path) => !wanted.has(path)).length,
  };
}

async function send(
  remote: Remote,
  folder: string,
  { manifest, folder: release }: OutgoingRelease,
  kept: readonly KeptInFolder[],
  travel: Travel,
  onTravel: OnTravel | undefined,
): Promise<void> {
  const { place, rsync } = remote;
  const target = `${place}/.preau/releases/${manifest.buildId}/`;
  await mkdir(join(folder, 'empty/.preau/releases'), { recursive: true });
  await rsync(['-r'], [`${join(folder, 'empty')}/`, `${place}/`]);
  const served = kept.find(({ isServed }) => isServed)?.manifest.buildId;
  const link = served === undefined ? [] : [`--link-dest=../${served}/`];
  const done = { files: 0, bytes: 0 };
  const onLine = (line: string) => {
    const sizeBytes = /^(\d+) .*[^/]$/.exec(line)?.[1];
    if (sizeBytes === undefined) return;
    done.files = Math.min(travel.files, done.files + 1);
    done.bytes = Math.min(travel.bytes, done.bytes + Number(sizeBytes));
    onTravel?.({ ...done }, travel);
  };
  const source = `${release}/`;
  await rsync([...BY_CONTENT, ...link, '--out-format=%l %n'], [source, target], { onLine });
  await check(remote, manifest, [source, target]);
  // A release without its manifest is none.
  await rsync(['-c'], [join(release, MANIFEST_FILE), `${target}_preau/`]);
}

/** Asked of the other side, byte by byte: nothing is left to send or to take away. */
async function check(
  { rsync, place }: Remote,
  { buildId }: Manifest,
  places: readonly string[],
): Promise<void> {
  const left: string[] = [];
  const onLine = (line: string) => void (/^([<>c*]|\.f.*[+cs])/.test(line) && left.push(line));
  await rsync([...BY_CONTENT, '-n', '--out-format=%i %n'], places, { onLine });
  if (left.length > 0) throw unverified(place, buildId, left);
}

/** The link is made beside the old one and renamed over it, by rsync. */
async function point({ place, rsync }: Remote, folder: string, buildId: string): Promise<void> {
  await symlink(`releases/${buildId}`, join(folder, 'current'));
  await rsync(['-l'], [join(folder, 'current'), `${place}/.preau/`]);
}

async function tellSequence(
  { place, rsync }: Remote,
  folder: string,
  kept: readonly KeptInFolder[],
  buildId: string,
): Promise<void> {
  const seen = join(folder, 'seen');
  await mkdir(join(seen, STORE), { recursive: true });
  const ids = kept.map(({ manifest }) => manifest.buildId).toReversed();
  await addToSequence(seen, buildId, ids);
  await rsync(['-c'], [join(seen, STORE, SEQUENCE), `${place}/.preau/`]);
}

/** Keeps the current release, the one that was current before it, however old, and the last to come. */
async function prune(
  { place, rsync }: Remote,
  folder: string,
  kept: readonly KeptInFolder[],
  current: string,
): Promise<void> {
  const served = kept.filter(({ isServed }) => isServed);
  const ids = [...new Set([...served, ...kept].map(({ manifest }) => manifest.buildId))];
  const older = ids.filter((id) => id !== current);
  if (older.length < RELEASES_KEPT) return;
  const stay = [current, ...older.slice(0, RELEASES_KEPT - 1)].map((id) => `--exclude=/${id}/`);
  await mkdir(join(folder, 'none'));
  await rsync(
    ['-r', '--delete', '--force', ...stay],
    [`${join(folder, 'none')}/`, `${place}/.preau/releases/`],
  );
}

async function turnBack(remote: Remote, folder: string, buildId: string): Promise<Manifest> {
  const { place, rsync } = remote;
  const found = (await look(remote, folder)).find(({ manifest }) => manifest.buildId === buildId);
  if (found === undefined)
    throw new PreauError(
      'not-found',
      `expected a build id that ${place} keeps, got ${buildId}; "preau mirror rollback ${place} --list" lists them`,
      { said: { key: 'release.unknown', values: { place, got: buildId } } },
    );
  const sizes = new Map<string, number>();
  const onLine = (line: string) => {
    const [, size = '', path = ''] = /^-\S+\s+([\d,]+)\s+\S+\s+\S+\s(.+)$/.exec(line) ?? [];
    if (path !== '') sizes.set(`/${path.normalize('NFC')}`, Number(size.replaceAll(',', '')));
  };
  await rsync(['-r', '--list-only'], [`${place}/.preau/releases/${buildId}/`], { onLine });
  const missing = found.manifest.files.filter(
    ({ path, sizeBytes }) => sizes.get(path) !== sizeBytes,
  );
  if (missing.length > 0)
    throw unverified(
      place,
      buildId,
      missing.map(({ path }) => path),
    );
  await point(remote, folder, buildId);
  return found.manifest;
}

function unverified(place: string, buildId: string, left: readonly string[]): PreauError {
  return new PreauError(
    'mirror-unverified',
    `expected build ${buildId} at ${place} as it was sent, got ${left.length} files missing or changed (${left.slice(0, 3).join(', ')}); publish it again`,
    {
      said: {
        key: 'release.notSent',
        values: { buildId, place, number: left.length, names: left.slice(0, 3).join(', ') },
      },
    },
  );
}
