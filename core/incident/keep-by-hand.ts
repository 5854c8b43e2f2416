import type { Policy } from '../policy.ts';
import { endStay, stayAtOrigin } from '../shelter/stay.ts';
import type { EpochMs, PlatformId } from '../units.ts';
import { type Change, withPlatform } from './change.ts';

/** A person says that the owner closed it on purpose: neither up nor down, until a person says else. */
export function suspend(change: Change, id: PlatformId, at: EpochMs, policy: Policy): Change {
  const suspended = withPlatform(change, id, {
    standing: 'suspended',
    suspendedBy: 'person',
    since: at,
    degradedSince: null,
  });
  return stayAtOrigin(suspended, id, at, policy, { kind: 'suspended', by: 'person' });
}

/** It is open again, and judged by its next rounds. */
export function resume(change: Change, id: PlatformId, at: EpochMs): Change {
  if (change.state.platforms[id]?.standing !== 'suspended') return change;
  const open = withPlatform(change, id, {
    standing: 'up',
    suspendedBy: null,
    since: at,
    streak: { says: 'up', rounds: 0, since: at },
  });
  return endStay(open, id, at, { kind: 'reopened', by: 'person' });
}

/** A person forbids to turn it, and DNS is told as well: health alone would turn it all the same. */
export function veto(change: Change, id: PlatformId, at: EpochMs, policy: Policy): Change {
  const vetoed = withPlatform(change, id, { vetoed: true });
  return stayAtOrigin(vetoed, id, at, policy, { kind: 'vetoed' });
}
