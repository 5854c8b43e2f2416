import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createFolderEvidence } from '../adapters/local/evidence/folder-evidence.ts';
import type { DeliveryLedger } from '../adapters/local/deliveries.ts';
import { openDeliveries } from '../adapters/local/deliveries.ts';
import { directoryPath, type LocalDirectory, openDirectory } from '../adapters/local/directory.ts';
import { createFeeds } from '../adapters/local/feeds/create-feeds.ts';
import { loopbackFeeds, publicFeeds } from '../adapters/local/feeds/fetch-guard.ts';
import { openJournal } from '../adapters/local/journal.ts';
import { anyHost, type HostGuard, loopbackOnly } from '../adapters/local/loopback-guard.ts';
import { createSmtpMail, type SmtpMail } from '../adapters/local/mail.ts';
import { readDkimKey } from '../adapters/local/read-dkim-key.ts';
import { readManifest } from '../adapters/local/mirror/manifest-file.ts';
import { currentBuild, releaseFolder } from '../adapters/local/mirror/pointer.ts';
import { type LocalObservations, openObservations } from '../adapters/local/observations.ts';
import { createFolderPages } from '../adapters/local/pages.ts';
import { createGatewaySms } from '../adapters/local/sms.ts';
import { createSmsWithFallback } from '../adapters/local/sms-fallback.ts';
import { createLogTraffic } from '../adapters/local/traffic.ts';
import type { Clock, Metrics, Mirrors, Ports, Sms } from '../app/ports.ts';
import { feedsOf } from '../config/evidence-sources.ts';
import { PreauError } from '../core/errors.ts';
import type { HomeSpec } from './home-spec.ts';
import { openDns } from './open-dns.ts';
import { pagesFolder } from './pages-folder.ts';
import { openBounceAddresses } from './receipts/open-bounce-addresses.ts';
import { openProber } from './vantage/open-prober.ts';

const NO_METRICS: Metrics = { read: async () => ({ reading: { kind: 'none' } }) };

export type HomePorts = Ports & {
  readonly deliveries: DeliveryLedger;
  readonly observations: Pick<LocalObservations, 'latest'>;
  readonly directory: Pick<LocalDirectory, 'servedSchools'>;
  close(): Promise<void>;
};

/**
 * The ports of a one-machine home, over its data folder. `close` gives everything back.
 *
 * @param metrics of platforms that run elsewhere. @default none
 */
export function openPorts(spec: HomeSpec, clock: Clock, metrics: Metrics = NO_METRICS): HomePorts {
  const { dataFolder } = spec;
  const at = (file: string) => join(dataFolder, file);
  const { dns, nameServer } = openDns(spec);
  const journal = openJournal(at('journal.sqlite'));
  const observations = openObservations(at('observations.sqlite'));
  const directory = openDirectory(directoryPath(dataFolder));
  const deliveries = openDeliveries(at('deliveries.sqlite'));
  const mail = openMail(spec, clock);
  const sms = openSms(spec, clock);
  return {
    clock,
    random: { next: Math.random },
    journal,
    outbox: journal,
    observations,
    directory,
    deliveries,
    mail,
    sms,
    dns,
    prober: openProber(spec, clock, nameServer, guardOf(spec)),
    mirrors: folderMirrors(at('mirrors')),
    evidence: createFolderEvidence(at('evidence')),
    pages: createFolderPages(pagesFolder(spec)),
    feeds: createFeeds({
      sources: feedsOf(spec.config),
      clock,
      guard: spec.rehearsal === null ? publicFeeds : loopbackFeeds,
    }),
    metrics,
    traffic: createLogTraffic({ pathOf: (platform) => spec.accessLogs[platform] ?? null }),
    close: async () => {
      mail.close();
      await sms.close();
      for (const store of [journal, observations, directory, deliveries]) store.close();
    },
  };
}

/** In a rehearsal nothing may leave this machine: the adapters refuse before any socket opens. */
const guardOf = ({ rehearsal }: HomeSpec): HostGuard =>
  rehearsal === null ? anyHost : loopbackOnly;

/**
 * Mails a second above which composing gets a thread of its own. Chosen: half of what one thread
 * words, composes and writes down on two slow cores, so that it has time for probes and pages too.
 */
const ONE_THREAD_PER_SEC = 500;

function openMail(spec: HomeSpec, clock: Clock): SmtpMail {
  const { from, smtp, bounces, mailsPerSecond } = spec.config.notices;
  if (smtp === undefined) {
    throw new PreauError(
      'config-invalid',
      'Expected notices.smtp in preau.yaml, found none: on one machine mail goes by SMTP. Add it.',
      { said: { key: 'start.noSmtp' } },
    );
  }
  const { dkim } = smtp;
  const pass = smtp.passwordVariable === undefined ? '' : process.env[smtp.passwordVariable];
  return createSmtpMail({
    host: smtp.host,
    port: smtp.port,
    from: `Préau <${from}>`,
    security: smtp.security,
    guard: guardOf(spec),
    clock,
    inThread: mailsPerSecond > ONE_THREAD_PER_SEC,
    ...(dkim && {
      dkim: {
        domain: dkim.domain ?? from.slice(from.lastIndexOf('@') + 1),
        selector: dkim.selector,
        privateKey: readDkimKey(dkim.keyFile),
      },
    }),
    ...(bounces && {
      envelopeFrom: openBounceAddresses(spec.dataFolder, bounces.address).addressFor,
    }),
    ...(smtp.user === undefined ? {} : { auth: { user: smtp.user, pass: pass ?? '' } }),
  });
}

type ClosingSms = Sms & { close(): Promise<void> };

function openSms(spec: HomeSpec, clock: Clock): ClosingSms {
  const { sms } = spec.config.notices;
  if (sms?.gateway !== undefined) {
    const guard = guardOf(spec);
    const first = createGatewaySms({ url: sms.gateway, guard });
    if (sms.fallback === undefined) return first;
    const { gateway: url, after: afterMs, unroutable } = sms.fallback;
    const second = createGatewaySms({ url, guard });
    const both = createSmsWithFallback({ first, second, afterMs, unroutable, clock });
    const close = async () => void (await Promise.all([first.close(), second.close()]));
    return { ...both, close };
  }
  return {
    send: async () => ({ kind: 'rejected', reason: 'no SMS gateway in preau.yaml (notices.sms)' }),
    close: async () => undefined,
  };
}

export const folderMirrors = (folder: string): Mirrors => ({
  manifest: async (platform, buildId) => {
    const mirror = join(folder, platform);
    // A build id comes from whoever answers: it is no path before it looks like one.
    const build = buildId === undefined ? await currentBuild(mirror) : buildIdFrom(buildId);
    if (build === null) return null;
    const release = releaseFolder(mirror, build);
    const isKept = buildId === undefined || existsSync(release);
    return isKept ? readManifest(release) : null;
  },
});

const buildIdFrom = (said: string): string | null => (/^[0-9a-f]{16}$/.test(said) ? said : null);
