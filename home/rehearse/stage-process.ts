import { constants, setPriority } from 'node:os';
import { openCertificates } from '../../adapters/local/certificates.ts';
import { pacedClock } from '../../adapters/local/clock.ts';
import type { MirrorTarget, Platform } from '../../core/platform.ts';
import { type MirrorServer, startMirrorServer } from '../mirror-server/mirror-server.ts';
import { startStage } from '../stage/run-stage.ts';
import { inChild } from './in-child.ts';
import type { StageSpec } from './stage-spec.ts';

// The country on this machine: origins, mirrors, pupils. It yields to the processes under test:
// a real morning's pupils do not run on Préau's own processor.

const COUNTS_EVERY_MS = 500;

inChild<StageSpec>(async (spec, tell) => {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const { clock: time } = spec;
  const certificates = await openCertificates(spec.certificates);
  const mirrors = await Promise.all(
    spec.platforms.flatMap(({ mirror, ...platform }) =>
      mirror === undefined ? [] : [openMirror({ ...platform, mirror })],
    ),
  );
  const stage = await startStage({
    scenario: spec.scenario,
    platforms: spec.platforms,
    vantages: spec.vantages,
    clock: pacedClock(time.from, time.pace, time.realFromMs),
    dns: spec.dns,
    lessonsFolderOf: (platform) => spec.lessons[platform] ?? '',
    accessLogOf: (platform) => spec.accessLogs[platform] ?? '',
    dataFolder: spec.dataFolder,
    certificates,
    onClaim: (claim) => tell({ kind: 'claim', claim }),
  });
  const tellCounts = (): void => tell({ kind: 'counts', counts: stage.counts() });
  const timer = setInterval(tellCounts, COUNTS_EVERY_MS);
  void stage.played.then(() => {
    tellCounts();
    tell({ kind: 'played' });
  });
  return {
    stop: async () => {
      clearInterval(timer);
      await stage.stop();
      await Promise.all(mirrors.map((mirror) => mirror.stop()));
    },
  };

  async function openMirror(
    platform: Platform & { readonly mirror: MirrorTarget },
  ): Promise<MirrorServer> {
    const { mirror, hostname } = platform;
    const address = mirror.addresses[0] ?? '127.0.0.1';
    const leaf = await certificates.leafFor([hostname, mirror.ownName]);
    return startMirrorServer({
      folder: spec.mirrors[platform.id] ?? '',
      address,
      port: mirror.port,
      tls: { key: leaf.keyPem, cert: leaf.certPem },
      platform: platform.id,
      hostname,
      ownName: mirror.ownName,
    });
  }
});
