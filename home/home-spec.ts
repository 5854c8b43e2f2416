import type { Config } from '../config/schema.ts';
import type { EpochMs } from '../core/units.ts';

/** Everything a one-machine home is started with. Plain JSON, so that a child process can be told. */
export interface HomeSpec {
  readonly config: Config;
  readonly dataFolder: string;
  /** The living name server of this home; null where its owner's own one answers. */
  readonly names: {
    readonly dnsPort: number;
    readonly controlPort: number;
    readonly token: string;
  } | null;
  /** Trusted beside nothing else, in PEM; null = the system's own authorities. */
  readonly caPem: string | null;
  /** Origins' access logs that their operators share, by platform. */
  readonly accessLogs: { readonly [platform: string]: string };
  /** Null for a real deployment. */
  readonly rehearsal: RehearsalClock | null;
}

/** A rehearsal's time: it was `from` at `realFromMs` and runs `pace` times as fast. */
export interface RehearsalClock {
  readonly from: EpochMs;
  readonly realFromMs: number;
  readonly pace: number;
  /** The calm that traffic is compared with ends this long before the first fall. */
  readonly calmLeadMs: number;
  /** Where the sinks keep what they took in; the inbox page reads it. */
  readonly inboxFile: string;
}
