import type { Mirrors, Prober } from '../../../app/ports.ts';
import { PreauError } from '../../../core/errors.ts';
import type { Manifest } from '../../../core/mirror/manifest.ts';
import type { Platform } from '../../../core/platform.ts';
import type { Policy } from '../../../core/policy.ts';
import { type EpochMs, epochMs, hours, sha256 } from '../../../core/units.ts';
import type { Observation, ProbeFailure } from '../../../core/watch/observation.ts';
import type { Chance } from './chance.ts';
import type { Faults } from './fault.ts';
import type { Failing, Truth } from './truth.ts';

interface ProberWorld {
  readonly policy: Policy;
  readonly faults: Faults;
  readonly truth: Truth;
  readonly chance: Chance;
  /** By the clock of whoever asks. */
  readonly now: () => EpochMs;
}

/** One lesson is all that a mirror of the simulation holds. */
const LESSON = {
  path: '/cours/index.html',
  sha256: sha256('a'.repeat(64)),
  sizeBytes: 1_000,
  type: 'text/html',
} as const;

/** Vantages that see the truth unless their own faults keep them from it, or make them lie. */
export function openProber({ policy, faults, truth, chance, now }: ProberWorld): Prober {
  const platforms = new Map(policy.platforms.map((one) => [one.id, one]));
  return {
    async probe({ platform: id, vantage, target, path }) {
      const seen = { platform: id, vantage, target, at: now(), timesMs: {}, totalMs: 80 } as const;
      const failed = (failing: Failing): Observation => ({
        ...seen,
        failure: failureOf(failing),
        ...(failing.status !== undefined && { status: failing.status }),
      });
      if (faults.felt('vantage-silent', vantage))
        return failed({ stage: 'vantage', kind: 'vantage-silent' });
      if (faults.felt('vantages-cut') ?? faults.felt('vantage-cut', vantage))
        return failed({ stage: 'tcp', kind: 'tcp-unreachable' });
      const platform = platforms.get(id);
      if (platform === undefined) return failed({ stage: 'dns', kind: 'dns-nxdomain' });
      if (target === 'mirror') return { ...seen, ...mirrorSays(platform, path, faults) };
      const failing = truth.origin(platform, chance.next());
      const lies =
        faults.felt('vantage-lies', vantage) !== undefined && platform.mirror !== undefined;
      if (failing !== null && !lies) return failed(failing);
      if (failing === null && lies) return failed({ stage: 'http', kind: 'http-500', status: 500 });
      return { ...seen, failure: null, status: 200 };
    },
  };
}

const failureOf = ({ stage, kind }: Failing): ProbeFailure => ({
  stage,
  kind,
  detail: 'as the simulation has it\r\n<script>alert(1)</script>',
});

/** What a mirror answers now, whoever asks. */
function mirrorSays(
  { id }: Platform,
  path: string,
  faults: Faults,
): Pick<Observation, 'failure' | 'status' | 'buildId' | 'bodySha256'> {
  if (faults.felt('mirror-down', id))
    return { failure: failureOf({ stage: 'tcp', kind: 'tcp-timeout' }) };
  if (faults.felt('mirror-certificate', id))
    return { failure: failureOf({ stage: 'tls', kind: 'tls-name-mismatch' }) };
  const sound = soundAnswer(path);
  if (faults.felt('mirror-stale', id) === undefined || sound.bodySha256 === undefined) return sound;
  return { ...sound, buildId: 'an-older-build', bodySha256: sha256('b'.repeat(64)) };
}

/** What a mirror that is as it was published answers. */
export function soundAnswer(
  path: string,
): Pick<Observation, 'failure' | 'status' | 'buildId' | 'bodySha256'> {
  if (path !== LESSON.path)
    return { failure: failureOf({ stage: 'http', kind: 'http-4xx' }), status: 404 };
  return { failure: null, status: 200, buildId: 'build-1', bodySha256: LESSON.sha256 };
}

/** What the builders wrote down: one build of each mirror, made before the world began. */
export function openMirrors(faults: Faults, startsAt: EpochMs): Mirrors {
  return {
    manifest: async (platform, buildId) => {
      if (faults.felt('mirror-record-unreadable', platform))
        throw new PreauError('store-unavailable', 'expected the record of a mirror', {
          retryable: true,
        });
      if (buildId !== undefined && buildId !== 'build-1') return null;
      const manifest: Manifest = {
        version: 1,
        platform,
        buildId: 'build-1',
        builtAt: epochMs(startsAt - hours(2)),
        title: 'Cours',
        licence: 'CC-BY-4.0',
        attribution: 'Équipe',
        files: [LESSON],
        aliases: {},
      };
      return manifest;
    },
  };
}
