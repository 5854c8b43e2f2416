import type { ConfigPath, Finding } from '../problem.ts';
import type { AwsConfig } from '../schema-aws.ts';
import type { NamesConfig } from '../schema-home.ts';
import type {
  HosterConfig,
  MirrorConfig,
  OriginConfig,
  PlatformConfig,
} from '../schema-platform.ts';
import type { WebhookConfig } from '../schema-pages.ts';
import type { ShelterConfig, VantageConfig, WatchConfig } from '../schema-watch.ts';

export interface ReadablePlatform extends Partial<Omit<PlatformConfig, 'origin' | 'mirror'>> {
  readonly origin: Partial<OriginConfig>;
  readonly mirror?: Partial<MirrorConfig>;
}

/**
 * As much of a configuration as could be read, so that a misspelt value hides no other problem.
 * A field that has a problem of its own is absent; elements keep their position in the text.
 */
export interface Readable {
  readonly hosters: readonly Partial<HosterConfig>[];
  readonly platforms: readonly ReadablePlatform[];
  readonly vantages: readonly Partial<VantageConfig>[];
  readonly watch: Partial<WatchConfig>;
  readonly shelter: Partial<ShelterConfig>;
  readonly names: Partial<NamesConfig>;
  readonly aws: Partial<AwsConfig>;
  readonly webhooks: readonly Partial<WebhookConfig>[];
  /** Whether the text has anything at a path, readable or not. */
  readonly given: (path: ConfigPath) => boolean;
  /** True in a rehearsal, where the system chooses ports. */
  readonly rehearsal: boolean;
}

/** What several values must agree on. Says nothing about what could not be read. */
export type Rule = (config: Readable) => readonly Finding[];
