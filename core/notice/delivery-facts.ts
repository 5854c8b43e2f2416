import { type EpochMs, epochMs, type PlatformId, platformId } from '../units.ts';
import type { Channel } from './delivery.ts';
import type { Phase } from './notice.ts';

/** What the key of a delivery tells by itself, to whoever may not read the journal. */
export interface DeliveryFacts {
  readonly platform: PlatformId;
  /** The notice that it is part of. */
  readonly notice: string;
  readonly phase: Phase;
  readonly channel: Channel;
  /** When the incident began: its first bad round, in whole seconds; a drill's start. */
  readonly fellAt: EpochMs;
}

const KEY =
  /^(([a-z0-9-]{1,64})-(\d{8})T(\d{6})Z\/(outage|cause|correction|recovery|relapse|drill)\/\d{1,6})\/(mail|sms)\/[^/]{1,128}$/u;

/**
 * Read the key of a delivery, `<platform>-<instant>/<phase>/<round>/<channel>/<hash>`.
 *
 * @returns null for what is no such key
 */
export function deliveryFacts(key: string): DeliveryFacts | null {
  const [, notice, platform, day, time, phase, channel] = KEY.exec(key) ?? [];
  if (notice === undefined || platform === undefined || day === undefined || time === undefined)
    return null;
  const date = day.replace(/(\d{4})(\d\d)(\d\d)/u, '$1-$2-$3');
  const clock = time.replace(/(\d\d)(\d\d)(\d\d)/u, '$1:$2:$3');
  const fellAt = Date.parse(`${date}T${clock}Z`);
  if (Number.isNaN(fellAt)) return null;
  return {
    platform: platformId(platform),
    notice,
    phase: phase as Phase,
    channel: channel as Channel,
    fellAt: epochMs(fellAt),
  };
}
