import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createLocalDns } from '../../adapters/local/dns.ts';
import type { Dns } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import type { PlatformId } from '../../core/units.ts';
import { isLiving, type NamesFile, readNamesFile } from '../names/names-file.ts';
import { type NamesSpec, readNamesSpec } from '../names/names-spec.ts';

import { readKeptConfigs } from './kept-configs.ts';
import { turnByUpdate } from './turn-by-update.ts';

/** What the name server answers after a turn that no home made. */
export interface BrokenGlass {
  /**
   * The hold object: whoever has this folder may put and remove it with any tool. Null at an owner's
   * own name server, which knows no holds.
   */
  readonly holdFile: string | null;
  /** The part of answers that point to the mirror, 0 to 1, as DNS itself answered. */
  readonly mirrorShare: number;
}

/** Chosen: the name server sees a hold at once, and its disk takes a second at worst. */
const SEEN_MAX_MS = 5_000;
const LOOK_EVERY_MS = 50;
const REQUEST_MAX_MS = 3_000;
const QUESTIONS = 4;

/**
 * Shelter or release with nothing but the name server alive: its hold, as AWS's home has its bucket.
 *
 * A release also takes back the weights, the second belt of a turn that a home had made. Nothing is
 * journalled: a journal has one writer, the home, and it is not there. The next home to start takes
 * the hold over and journals it.
 *
 * @param note who and why, for whoever finds the hold
 * @throws PreauError `dns-unreachable` when no name server lives, `not-found` for a platform that it
 *   does not shelter
 */
export async function breakGlass(
  dataFolder: string,
  platform: PlatformId,
  kind: 'shelter' | 'release',
  note: string,
): Promise<BrokenGlass> {
  const config = (await readKeptConfigs(dataFolder)).at(-1)?.config;
  if (config?.names.rfc2136 !== undefined)
    return turnByUpdate(config, config.names.rfc2136, platform, kind);
  const folder = join(dataFolder, 'names');
  const names = await readNamesFile(folder);
  if (names === null || !(await isLiving(names))) throw nobody(folder);
  const spec = readNamesSpec(JSON.parse(await readFile(join(folder, 'names-spec.json'), 'utf8')));
  refuseUnknown(spec, platform);
  const { platforms, listenAddress: address } = spec;
  const { controlPort, token, dnsPort: port } = names;
  const dns = createLocalDns({ platforms, controlPort, token, server: { address, port } });
  if (kind === 'release') await dns.setShare(platform, 0);
  await setHold(names, platform, kind === 'shelter' ? note : null);
  // The hold wins over a veto or a suspension already; this hand is the later one, and ends the order.
  if (kind === 'shelter') await dns.setStay(platform, false);
  const holdFile = join(folder, 'holds', platform);
  return { holdFile, mirrorShare: await shareSeen(dns, platform, kind === 'shelter' ? 1 : 0) };
}

/** Through its control API, so that the check sees it at once and not at its next interval. */
async function setHold(names: NamesFile, platform: PlatformId, note: string | null): Promise<void> {
  const { ok, status } = await fetch(`http://127.0.0.1:${names.controlPort}/holds/${platform}`, {
    method: note === null ? 'DELETE' : 'PUT',
    headers: { authorization: `Bearer ${names.token}` },
    signal: AbortSignal.timeout(REQUEST_MAX_MS),
    ...(note === null ? {} : { body: note }),
  });
  if (!ok)
    throw new PreauError(
      'dns-change-refused',
      `expected the name server to take the hold of ${platform}, got HTTP ${status}; see names.log in its folder`,
      { said: { key: 'names.holdRefused', values: { platform, status } } },
    );
}

/** Asked until it is what was wanted, or for {@link SEEN_MAX_MS}. */
async function shareSeen(dns: Dns, platform: PlatformId, wanted: number): Promise<number> {
  const deadline = Date.now() + SEEN_MAX_MS;
  for (;;) {
    const answers = await dns.askAuthorities(platform, QUESTIONS);
    const published = answers.filter(({ answers: values }) => values.length > 0);
    const share = published.reduce((sum, one) => sum + one.mirrorShare, 0) / published.length;
    if (share === wanted || Date.now() > deadline) return Number.isNaN(share) ? 0 : share;
    await delay(LOOK_EVERY_MS);
  }
}

function refuseUnknown({ platforms }: NamesSpec, platform: PlatformId): void {
  const sheltered = platforms.filter(({ mirror }) => mirror).map(({ id }) => id);
  if (sheltered.includes(platform)) return;
  throw new PreauError(
    'not-found',
    `expected a platform with a mirror, got "${platform}"; there are: ${sheltered.join(', ')}`,
    { said: { key: 'home.noMirror', values: { platform, known: sheltered.join(', ') || '–' } } },
  );
}

const nobody = (folder: string): PreauError =>
  new PreauError(
    'dns-unreachable',
    `expected a name server or a home to be running, got neither (${folder}); start the home: preau start. A hold can be put by hand for when it runs: touch ${join(folder, 'holds', 'PLATFORM')}`,
    { said: { key: 'home.nobody', values: { folder, holds: join(folder, 'holds') } } },
  );
