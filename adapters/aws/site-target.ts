import type { S3Client } from '@aws-sdk/client-s3';
import type {
  KeptRelease,
  PublishTarget,
  OutgoingRelease,
} from '../../app/mirror/publish-target.ts';
import { PreauError } from '../../core/errors.ts';
import { WELL_KNOWN } from '../../core/mirror/derived-file.ts';
import type { Manifest } from '../../core/mirror/manifest.ts';
import { wellKnownText } from '../../core/mirror/well-known.ts';
import { laySite } from './lay-site.ts';
import { pruneSite } from './prune-site.ts';
import { missingOf, planSite, sendPlanned } from './send-release.ts';
import { siteHeaders } from './site-headers.ts';
import { siteKeys } from './site-keys.ts';
import { type ListedSize, type SiteObjects, siteObjects } from './site-objects.ts';
import { type SiteState, siteState } from './site-state.ts';

export interface SiteTargetOptions {
  readonly client: S3Client;
  readonly bucket: string;
  /** Empty, or ends with a slash. */
  readonly prefix: string;
  /** Whether texts are put compressed too, for a server in front that chooses. */
  readonly compressed: boolean;
  /** Epoch milliseconds. @default the machine's clock */
  readonly now?: (() => number) | undefined;
}

/** What the steps of a publication work with. */
export interface Site {
  readonly options: SiteTargetOptions;
  readonly objects: SiteObjects;
  readonly state: SiteState;
  /** All that stands under the prefix, as it was before anything was written. */
  readonly there: ReadonlyMap<string, ListedSize>;
}

/**
 * A mirror in any S3-compatible store: each release whole under `.preau/releases/`, a pointer, and the
 * current release's files under their own addresses, for a store that is served as it is.
 *
 * A file is put once; what the release before has the store copies by itself. The pointer turns when
 * all of the release has been seen to be there, the plain files after it, the home page last.
 */
export function createSiteTarget(options: SiteTargetOptions): PublishTarget {
  const { client, bucket, prefix } = options;
  const objects = siteObjects(client, bucket);
  const state = siteState(client, bucket, prefix);
  const look = async (): Promise<Site> => {
    const there = await objects.list(prefix);
    refuseOthers(options, there);
    return { options, objects, state, there };
  };
  return {
    plan: async (release) => (await planSite(await look(), release)).travel,
    publish: async (release, onTravel) => {
      const site = await look();
      const plan = await planSite(site, release);
      await sendPlanned(site, release, plan, onTravel);
      await complete(site, release);
      const before = await state.pointer();
      await state.turn(release.manifest.buildId, before);
      await laySite(site, release.manifest);
      await pruneSite(site, release.manifest.buildId);
      return plan.travel;
    },
    kept: async () => (await keptOf(await look())).map(({ kept }) => kept),
    turnBack: async (buildId) => turnBack(await look(), buildId),
  };
}

/** A release without its manifest is none: it goes last, and only when all else is there. */
async function complete(site: Site, release: OutgoingRelease): Promise<void> {
  const { objects, options } = site;
  const { manifest } = release;
  const keys = siteKeys(options.prefix);
  const at = keys.release(manifest.buildId);
  const wanted = options.compressed ? release.compressed.map(({ path }) => path) : [];
  const missing = missingOf(manifest, wanted, at, await objects.list(at));
  if (missing.length > 0) throw unverified(options, manifest, missing);
  const json = siteHeaders({ path: '', type: 'application/json' });
  const own = { ...json, CacheControl: 'no-store' };
  const text = Buffer.from(wellKnownText(manifest));
  await objects.put(at + WELL_KNOWN.slice(1), text, own);
  await objects.put(keys.manifest(manifest.buildId), Buffer.from(JSON.stringify(manifest)), own);
}

async function keptOf(
  site: Site,
): Promise<readonly { readonly kept: KeptRelease; readonly manifest: Manifest }[]> {
  const { releases } = siteKeys(site.options.prefix);
  const pointer = await site.state.pointer();
  const found: { readonly kept: KeptRelease; readonly manifest: Manifest }[] = [];
  for (const key of site.there.keys()) {
    if (!key.startsWith(releases)) continue;
    const buildId = /^([0-9a-f]{16})\/_preau\/manifest\.json$/.exec(
      key.slice(releases.length),
    )?.[1];
    const manifest = buildId === undefined ? null : await site.state.manifest(buildId);
    if (buildId === undefined || manifest === null) continue;
    const { builtAt } = manifest;
    found.push({ manifest, kept: { buildId, builtAt, isServed: pointer?.buildId === buildId } });
  }
  return found.toSorted((a, b) => b.manifest.builtAt - a.manifest.builtAt);
}

async function turnBack(site: Site, buildId: string): Promise<Manifest> {
  const found = (await keptOf(site)).find(({ kept }) => kept.buildId === buildId);
  if (found === undefined)
    throw new PreauError(
      'not-found',
      `expected a build id that ${nameOf(site.options)} keeps, got ${buildId}; "preau mirror rollback TARGET --list" lists them`,
      {
        said: {
          key: 'release.unknownThere',
          values: { place: nameOf(site.options), got: buildId },
        },
      },
    );
  const { manifest } = found;
  const at = siteKeys(site.options.prefix).release(buildId);
  const missing = missingOf(manifest, [], at, site.there);
  if (missing.length > 0) throw unverified(site.options, manifest, missing);
  await site.state.turn(buildId, await site.state.pointer());
  await laySite(site, manifest);
  return manifest;
}

/** A place that is neither empty nor a mirror's is somebody's: nothing is written into it. */
function refuseOthers(options: SiteTargetOptions, there: Site['there']): void {
  if (there.size === 0) return;
  const { store } = siteKeys(options.prefix);
  for (const key of there.keys()) if (key.startsWith(store)) return;
  throw new PreauError(
    'argument-invalid',
    `expected an empty place or a mirror's, got ${there.size} other objects in ${nameOf(options)}; name another bucket or prefix`,
    {
      said: { key: 'release.otherBucket', values: { number: there.size, place: nameOf(options) } },
    },
  );
}

const nameOf = ({ bucket, prefix }: SiteTargetOptions): string => `s3://${bucket}/${prefix}`;

function unverified(
  options: SiteTargetOptions,
  { buildId }: Manifest,
  missing: readonly string[],
): PreauError {
  return new PreauError(
    'mirror-unverified',
    `expected all files of build ${buildId} in ${nameOf(options)}, got ${missing.length} missing or of another length (${missing.slice(0, 3).join(', ')}); publish it again`,
    {
      said: {
        key: 'release.notThere',
        values: {
          buildId,
          place: nameOf(options),
          number: missing.length,
          names: missing.slice(0, 3).join(', '),
        },
      },
    },
  );
}
