import { randomBytes } from 'node:crypto';
import type { AcknowledgeLinks } from '../adapters/local/acknowledge-links.ts';
import type { OptOutLinks } from '../adapters/local/opt-out-links.ts';
import type { Engine } from '../app/engine.ts';
import { watchedSince } from '../app/pages/watched-since.ts';
import type { Pages } from '../app/ports.ts';
import { type NowExtras, type NowView, nowView } from '../app/views/now-view.ts';
import { obeyCommand } from '../app/views/obey-command.ts';
import type { RenderNotice } from '../app/views/rendered-notice.ts';
import type { Words } from '../app/views/words.ts';
import type { Policy } from '../core/policy.ts';
import { type EpochMs, minutes, seconds } from '../core/units.ts';
import { type Faces, type FacesOptions, startFaces } from '../web/server.ts';
import { type SiteLanguage, statusSite } from '../web/status/status-site.ts';
import type { PlatformSet } from '../web/status/etab/platform-set.ts';
import { consoleSources } from './console-sources.ts';
import { tendSchoolPages } from './school-pages.ts';
import { siteLanguages } from './site-languages.ts';
import { confirm } from './receipts/confirm.ts';
import { keepConfig } from './deploy/kept-configs.ts';
import { removeHomeFile, writeHomeFile } from './home-file.ts';
import type { HomeSpec } from './home-spec.ts';
import type { MissedRecipients } from './missed-recipients.ts';
import type { LiveRecord } from './live-record.ts';
import { every } from './loops/every.ts';
import { openPageHosts } from './open-page-hosts.ts';
import type { HomePorts } from './open-ports.ts';
import { openLogin } from './open-login.ts';
import { openInbox } from './rehearse/open-inbox.ts';
import type { Subscriptions } from './subscriptions/open-subscriptions.ts';

interface FacesNeeds {
  readonly spec: HomeSpec;
  readonly ports: HomePorts;
  readonly policy: Policy;
  readonly engine: Engine;
  readonly render: RenderNotice;
  readonly live: LiveRecord;
  readonly missed: MissedRecipients;
  readonly receipts: NonNullable<FacesOptions['receipts']>;
  /** Told of a notice that somebody has confirmed for the first time. */
  readonly confirmed: (notice: string) => void;
  /** How browsers subscribe; null where they do not. */
  readonly push: Subscriptions['push'];
  readonly optOutLinks: OptOutLinks;
  readonly acknowledgeLinks: AcknowledgeLinks;
  readonly words: Words;
  readonly token: string;
  readonly statusFolder: string;
  /** When the latest round of probes ended, by the home's clock. */
  readonly observedAt: () => EpochMs;
  readonly health: FacesOptions['health'];
  /** Told of each host of the status page that was written. */
  readonly pageWritten: (host: string) => void;
  readonly signal: AbortSignal;
  readonly onError: (error: unknown) => void;
}

/** Real seconds between two writings of the status page while nothing changes. */
const STATUS_EVERY = seconds(30);

/**
 * Open the console and the inbox, and keep the status page written; write down how the command line
 * reaches this home, and what it decides by.
 */
export async function openFaces(needs: FacesNeeds): Promise<Faces> {
  const { spec, engine, onError, ports } = needs;
  const { config, dataFolder, caPem } = spec;
  await keepConfig(dataFolder, { fromSeq: (engine.head()?.seq ?? 0) + 1, config, caPem });
  const cliToken = randomBytes(24).toString('base64url');
  const inbox = spec.rehearsal === null ? null : openInbox(spec.rehearsal.inboxFile);
  const shown = changes(engine);
  const faces = await startFaces({
    address: config.console.listen,
    port: config.console.port,
    ...openLogin(config.console),
    view: () => viewOf(needs),
    sources: consoleSources({ ...needs, extras: () => extrasOf(needs), changed: shown.changed }),
    health: needs.health,
    subscribe: shown.subscribe,
    command: (command, said) => obeyCommand(engine, command, ports.clock.now(), needs.policy, said),
    statusFolder: needs.statusFolder,
    inbox,
    receipts: needs.receipts,
    ...(needs.push && { push: needs.push.door }),
    optOuts: {
      knows: needs.optOutLinks.knows,
      leave: (key) => ports.deliveries.optOut(key, ports.clock.now()),
      comeBack: (key, within) => ports.deliveries.optIn(key, ports.clock.now(), within),
    },
    acknowledging: {
      knows: needs.acknowledgeLinks.knows,
      look: (key) => ports.deliveries.acknowledged(key),
      acknowledge: (key) => confirm(ports, key, needs.confirmed),
      now: () => ports.clock.now(),
      platforms: needs.policy.platforms,
      timeZone: config.organisation.timeZone,
    },
    token: needs.token,
    cliToken,
    language: config.organisation.language,
    onBug: onError,
  });
  const { port } = faces;
  const { listen: address } = config.console;
  await writeHomeFile(dataFolder, {
    pid: process.pid,
    address,
    consolePort: port,
    token: cliToken,
  });
  keepSiteWritten(needs);
  return {
    port,
    stop: async () => {
      await removeHomeFile(dataFolder);
      await faces.stop();
      inbox?.close();
    },
  };
}

/** What pages that listen are told of: each entry of the journal, and what their own sources tell. */
function changes(
  engine: Engine,
): Pick<FacesOptions, 'subscribe'> & { readonly changed: () => void } {
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    const stop = engine.onEntry(() => listener());
    return () => {
      listeners.delete(listener);
      stop();
    };
  };
  return { subscribe, changed };
}

/** Write the status page on a beat, and the schools' files where they are asked for. */
function keepSiteWritten(needs: FacesNeeds): void {
  const { spec, ports, signal, onError } = needs;
  const pace = spec.rehearsal?.pace ?? 1;
  const beat = pace === 1 ? STATUS_EVERY : minutes(2);
  const site = {
    pages: openPageHosts({ ...needs, written: needs.pageWritten }),
    languages: siteLanguages(needs),
    watchedSince: watchedSince(ports.journal),
  };
  let sets: readonly PlatformSet[] = [];
  void every(ports.clock, beat, () => writeStatus(needs, site, sets), signal, onError);
  tendSchoolPages(needs, (read) => {
    sets = read;
    return writeStatus(needs, site, sets);
  });
}

const viewOf = (needs: FacesNeeds): NowView =>
  nowView(needs.engine.state(), needs.policy, extrasOf(needs));

function extrasOf(needs: FacesNeeds): NowExtras {
  const { spec, ports, render, words, live, missed } = needs;
  const { language } = spec.config.organisation;
  return {
    now: ports.clock.now(),
    pace: spec.rehearsal?.pace ?? 1,
    rehearsal: spec.rehearsal !== null,
    language,
    words,
    render,
    deliveries: live.deliveries,
    missed,
    answered: missed.answered,
    turns: live.turns,
  };
}

async function writeStatus(
  needs: FacesNeeds,
  site: {
    readonly pages: Pages;
    readonly languages: readonly SiteLanguage[];
    readonly watchedSince: () => Promise<EpochMs | null>;
  },
  sets: readonly PlatformSet[],
): Promise<void> {
  const { engine, policy, spec, ports, live } = needs;
  const extras = {
    now: ports.clock.now(),
    observedAt: needs.observedAt(),
    rehearsal: spec.rehearsal !== null,
    deliveries: live.deliveries,
    watchedSince: await site.watchedSince(),
    contact: spec.config.organisation.contact,
    ...(needs.push && { push: needs.push.offer }),
    refreshSec: spec.rehearsal === null ? 60 : 2,
    staleAfterMs: minutes(5),
  };
  await site.pages.publish(statusSite(engine.state(), policy, extras, site.languages, sets));
}
