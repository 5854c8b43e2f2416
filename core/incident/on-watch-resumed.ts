import { addSpan } from '../watch/spans.ts';
import type { Change } from './change.ts';
import type { Event } from './event.ts';

/** Remember when nobody looked: a page of the past must not call it calm. */
export function onWatchResumed(
  change: Change,
  { at, unseenSince }: Extract<Event, { kind: 'watch-resumed' }>,
): Change {
  const known = change.state.unseen ?? [];
  const unseen = addSpan(known, unseenSince, at);
  return unseen === known ? change : { ...change, state: { ...change.state, unseen } };
}
