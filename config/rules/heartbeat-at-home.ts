import type { Rule } from './rule.ts';

const EVERY = ['watch', 'heartbeat', 'every'];

/** On AWS the watchdog beats, at its own pace: another one would be believed and do nothing. */
export const heartbeatAtHome: Rule = ({ given }) =>
  given(['aws']) && given(EVERY) ? [{ code: 'heartbeat-pace-on-aws', path: EVERY }] : [];
