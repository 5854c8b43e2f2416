import type { Channel } from '../../core/notice/delivery.ts';
import { DELIVERY_STATES, hasFailed } from '../../core/notice/delivery-state.ts';
import type { DeliverySummary, StateCounts } from '../../core/notice/notice.ts';

/** How far one message is on one channel, in numbers alone: who they are is nobody's business here. */
export interface SentFunnel {
  readonly channel: Channel;
  /** All that is owed, whatever became of it. The others are parts of it. */
  readonly planned: number;
  readonly claimed: number;
  readonly accepted: number;
  readonly delivered: number;
  readonly failed: number;
  /** Another message said it, or made it needless, before it left. */
  readonly replaced: number;
  /** It left, and no answer came. */
  readonly unknown: number;
}

const CHANNELS: readonly Channel[] = ['mail', 'sms'];

/** @returns one for each channel that something is owed on; none where channels were not counted */
export const sentFunnel = (summary: DeliverySummary | null): readonly SentFunnel[] =>
  CHANNELS.flatMap((channel) => {
    const states = summary?.channels?.[channel];
    const funnel = states && funnelOf(channel, states);
    return funnel !== undefined && funnel.planned > 0 ? [funnel] : [];
  });

function funnelOf(channel: Channel, states: StateCounts): SentFunnel {
  const { claimed, accepted, delivered, unknown, dropped: replaced = 0 } = states;
  const sum = (isOne: (state: (typeof DELIVERY_STATES)[number]) => boolean): number =>
    DELIVERY_STATES.filter(isOne).reduce((total, state) => total + states[state], 0);
  const planned = sum(() => true);
  const failed = sum(hasFailed) - replaced;
  return { channel, planned, claimed, accepted, delivered, failed, replaced, unknown };
}
