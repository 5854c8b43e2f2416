import { sitePlaces } from '../../app/mirror/site-places.ts';
import { PreauError } from '../../core/errors.ts';
import {
  compressedName,
  type Encoding,
  ENCODINGS,
  WELL_KNOWN,
} from '../../core/mirror/derived-file.ts';
import type { Manifest, ManifestFile } from '../../core/mirror/manifest.ts';
import { wellKnownText } from '../../core/mirror/well-known.ts';
import { inLanes } from '../local/in-lanes.ts';
import { siteHeaders } from './site-headers.ts';
import { siteKeys } from './site-keys.ts';
import type { Site } from './site-target.ts';

/** Objects that the store copies at once. Chosen. */
const LANES = 16;

const MANIFEST = '/_preau/manifest.json';

/** One plain file, and the file of the release that stands there. */
interface Place {
  readonly path: string;
  readonly of: ManifestFile;
  readonly encoding?: Encoding;
}

/**
 * Lay a whole release out under its own addresses: pictures first, then pages, the home page, what says
 * which build it is; then what the builds before had and this one has not is taken away.
 *
 * Each object is whole at any instant. Interrupted, some are the build before's and some this one's;
 * what stands there may then be either's, which is written down before anything is touched.
 *
 * @throws PreauError `mirror-unverified` when a plain file is not there afterwards
 */
export async function laySite(site: Site, manifest: Manifest): Promise<void> {
  const { objects, options, state } = site;
  const keys = siteKeys(options.prefix);
  const before = await state.plain();
  const there = await objects.list(options.prefix);
  const places = placesOf(manifest, keys.release(manifest.buildId), there);
  const wanted = new Set([...places.map(({ path }) => path), WELL_KNOWN, MANIFEST]);
  const gone = before.paths.filter((path) => !wanted.has(path));
  const builds = [...new Set([...before.builds, manifest.buildId])];
  await save(site, { builds, paths: [...wanted, ...gone] });
  const isSame = await unchanged(site, before.builds, there);
  await layPlaces(
    site,
    manifest,
    places.filter((place) => !isSame(place)),
  );
  const own = { ...siteHeaders({ path: '', type: 'application/json' }), CacheControl: 'no-store' };
  await objects.put(keys.plain(WELL_KNOWN), Buffer.from(wellKnownText(manifest)), own);
  await objects.put(keys.plain(MANIFEST), Buffer.from(JSON.stringify(manifest)), own);
  await inLanes(gone, LANES, (path) => objects.remove(keys.plain(path)));
  await check(site, manifest, places);
  await save(site, { builds: [manifest.buildId], paths: [...wanted] });
}

/** The pages after what they show, the home page after them. */
async function layPlaces(site: Site, manifest: Manifest, places: readonly Place[]): Promise<void> {
  const { objects, options } = site;
  const keys = siteKeys(options.prefix);
  const at = keys.release(manifest.buildId);
  const isPage = ({ of }: Place) => of.type.startsWith('text/html');
  const isHome = ({ path }: Place) => path.startsWith('/index.html');
  const waves = [
    places.filter((place) => !isPage(place)),
    places.filter((place) => isPage(place) && !isHome(place)),
    places.filter((place) => isPage(place) && isHome(place)),
  ];
  for (const wave of waves)
    await inLanes(wave, LANES, async ({ path, of, encoding }) => {
      const from = encoding === undefined ? of.path : compressedName(of.path, encoding);
      const headers = siteHeaders(of, encoding);
      if (await objects.copy(at + from.slice(1), keys.plain(path), headers)) return;
      throw unverified(options.bucket, manifest, [from]);
    });
}

function placesOf(manifest: Manifest, at: string, there: Site['there']): readonly Place[] {
  return [...sitePlaces(manifest)].flatMap(([path, of]) => {
    // Beside a file's own name alone: aliases are for people, who get them through it.
    const encodings =
      path === of.path
        ? ENCODINGS.filter((one) => there.has(at + compressedName(of.path, one).slice(1)))
        : [];
    const small = encodings.map((encoding) => ({
      path: compressedName(path, encoding),
      of,
      encoding,
    }));
    return [{ path, of }, ...small];
  });
}

/** Whether all builds whose bytes may stand at a place have the same there as this one. */
async function unchanged(
  { options, state }: Site,
  builds: readonly string[],
  there: Site['there'],
): Promise<(place: Place) => boolean> {
  const keys = siteKeys(options.prefix);
  const manifests = await Promise.all(builds.map((build) => state.manifest(build)));
  const before = manifests.map((one) => (one === null ? null : sitePlaces(one)));
  return ({ path, of, encoding }) => {
    const sizeBytes = there.get(keys.plain(path))?.sizeBytes;
    const isThere = encoding === undefined ? sizeBytes === of.sizeBytes : sizeBytes !== undefined;
    const own = encoding === undefined ? path : of.path;
    return (
      isThere &&
      before.length > 0 &&
      before.every((places) => places?.get(own)?.sha256 === of.sha256)
    );
  };
}

async function check(site: Site, manifest: Manifest, places: readonly Place[]): Promise<void> {
  const { objects, options } = site;
  const { plain } = siteKeys(options.prefix);
  const there = await objects.list(options.prefix);
  const missing = places.filter(({ path, of, encoding }) => {
    const sizeBytes = there.get(plain(path))?.sizeBytes;
    return encoding === undefined ? sizeBytes !== of.sizeBytes : sizeBytes === undefined;
  });
  if (missing.length === 0) return;
  throw unverified(
    options.bucket,
    manifest,
    missing.map(({ path }) => path),
  );
}

async function save(
  { objects, options }: Site,
  state: { readonly builds: readonly string[]; readonly paths: readonly string[] },
): Promise<void> {
  const headers = { ...siteHeaders({ path: '', type: 'application/json' }) };
  const { plainFiles } = siteKeys(options.prefix);
  await objects.put(plainFiles, Buffer.from(JSON.stringify(state)), headers);
}

function unverified(bucket: string, { buildId }: Manifest, paths: readonly string[]): PreauError {
  return new PreauError(
    'mirror-unverified',
    `expected all files of build ${buildId} in ${bucket}, got ${paths.length} missing or of another length (${paths.slice(0, 3).join(', ')}); publish it again`,
    {
      said: {
        key: 'release.notThere',
        values: {
          buildId,
          place: bucket,
          number: paths.length,
          names: paths.slice(0, 3).join(', '),
        },
      },
    },
  );
}
