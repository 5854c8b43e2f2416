import type { DeliveryState } from './delivery-state.ts';

/** Said of an SMS that waited, when its time came. */
export const OUTDATED = 'held back, and over, or overtaken by a newer message, when its time came';

/** Said of an SMS that came after the ringing hours of its day. */
export const NO_SCHOOL_DAY = 'came too late in its day, and no school day is near';

/** All that may be said of one that was dropped. */
export const DROPPED_FOR = [OUTDATED, NO_SCHOOL_DAY] as const;

/**
 * Whether a message was kept back by what had become of it, and by no fault of its contact: whoever was
 * told otherwise, by mail or by a newer message, needs no call for it.
 */
export const isDropped = ({
  state,
  detail,
}: {
  readonly state: DeliveryState;
  readonly detail: string;
}): boolean => state === 'suppressed' && DROPPED_FOR.some((why) => why === detail);
