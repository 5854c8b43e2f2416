import type { State } from '../incident/state.ts';

/** The notices that followed one in its incident, in order; none for one that nobody knows. */
export function noticesAfter(
  state: Pick<State, 'incidents' | 'notices'>,
  id: string,
): readonly string[] {
  const incident = state.notices[id]?.content.incident;
  const all = incident === undefined ? [] : (state.incidents[incident]?.notices ?? []);
  const place = all.indexOf(id);
  return place < 0 ? [] : all.slice(place + 1);
}
