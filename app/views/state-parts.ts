import type { StateCounts } from '../../core/notice/notice.ts';

/** From what arrived to what did not; each has its words under `console.notice.state`. */
const STATE_PARTS = [
  'delivered',
  'accepted',
  'claimed',
  'planned',
  'unknown',
  'failed-temporary',
  'suppressed',
  'replaced',
  'failed-permanent',
] as const;

export type StatePart = (typeof STATE_PARTS)[number];

/**
 * What became of a notice's messages, each of them in one part, in the order in which it is told
 * everywhere. What a newer message replaced, or made needless, was kept back by nobody's fault.
 */
export function stateParts(
  states: StateCounts,
): readonly { readonly part: StatePart; readonly count: number }[] {
  const replaced = states.dropped ?? 0;
  return STATE_PARTS.map((part) => {
    if (part === 'replaced') return { part, count: replaced };
    return { part, count: part === 'suppressed' ? states.suppressed - replaced : states[part] };
  });
}
