import { join } from 'node:path';
import { directoryPath } from '../adapters/local/directory.ts';
import { openDirectoryLookup } from '../adapters/local/directory-lookup.ts';
import { readNoticeWordings } from '../adapters/local/notice-wordings.ts';
import { openSchoolDesk } from '../adapters/local/school-desk.ts';
import { peopleTasks } from '../app/notices/people-tasks.ts';
import { watchedSince } from '../app/pages/watched-since.ts';
import { dnsNow } from '../app/views/dns-now.ts';
import { noticePreviews } from '../app/views/notice-previews.ts';
import type { NowExtras } from '../app/views/now-view.ts';
import type { Engine } from '../app/engine.ts';
import { hosterFeeds } from '../config/hoster-feeds.ts';
import type { Policy } from '../core/policy.ts';
import { durationMs } from '../core/units.ts';
import type { ConsoleSources } from '../web/console/pages/console-sources.ts';
import { readWords } from '../web/words.ts';
import { runCommand } from './deploy/run-command.ts';
import { createDossierDesk } from './dossier-desk.ts';
import type { HomeSpec } from './home-spec.ts';
import { readLastImport } from './last-import.ts';
import type { LiveRecord } from './live-record.ts';
import { mirrorSheets } from './mirror-sheets.ts';
import type { HomePorts } from './open-ports.ts';

interface SourcesNeeds {
  readonly spec: HomeSpec;
  readonly ports: HomePorts;
  readonly policy: Policy;
  readonly engine: Engine;
  readonly live: LiveRecord;
  readonly extras: () => NowExtras;
  /** Told when something that they tell has changed, beside the journal. */
  readonly changed: () => void;
  /** Ends what they do beside it. */
  readonly signal: AbortSignal;
  readonly onError: (error: unknown) => void;
}

/** Real milliseconds for which what name servers answered is shown again. Chosen: a TTL is a minute. */
const DNS_KEEP_MS = 5_000;

/** What the console's pages read of this home beside the view of now. */
export function consoleSources(needs: SourcesNeeds): ConsoleSources {
  const { spec, ports, policy, engine, live, extras, changed, signal, onError } = needs;
  const keep = durationMs(DNS_KEEP_MS * (spec.rehearsal?.pace ?? 1));
  return {
    ground: () => ({ state: engine.state(), policy, extras: extras() }),
    turnsOf: live.turnsOf,
    observations: (platform, from, to) => ports.observations.between(platform, from, to),
    dns: dnsNow(ports.dns, ports.clock, keep, onError),
    toTelephone: async (notices) => {
      const directory = openDirectoryLookup(directoryPath(spec.dataFolder));
      try {
        return await peopleTasks(ports.deliveries, notices, directory.find);
      } finally {
        directory.close();
      }
    },
    mirrorSheet: mirrorSheets(spec.config, spec.dataFolder, () => performance.now()),
    previews: noticePreviews(spec.config.organisation.timeZone, readNoticeWordings(), readWords),
    feeds: hosterFeeds(spec.config),
    schools: openSchoolDesk({
      directory: directoryPath(spec.dataFolder),
      ledger: join(spec.dataFolder, 'deliveries.sqlite'),
      lastImport: () => readLastImport(spec.dataFolder),
    }),
    dossiers: createDossierDesk({
      dataFolder: spec.dataFolder,
      language: spec.config.organisation.language,
      clock: ports.clock,
      run: runCommand,
      changed,
      signal,
    }),
    watchedSince: watchedSince(ports.journal),
  };
}
