import { z } from 'zod';
import type { Policy } from '../../core/policy.ts';
import type { Finding } from '../../core/promises/finding.ts';
import type { PromiseCheck } from '../../core/promises/promise.ts';
import type { Away } from './away-record.ts';

/** One change of the answers, as the name server itself wrote it down. */
export interface NamesTurn {
  /** Real milliseconds. */
  readonly at: number;
  readonly name: string;
  readonly type: string;
  readonly from: 'origin' | 'mirror' | 'both';
  readonly to: 'origin' | 'mirror' | 'both';
  readonly cause: { readonly kind: 'health' | 'hold' | 'weights' };
}

const pointing = z.enum(['origin', 'mirror', 'both']);
const schema = z.object({
  turns: z.array(
    z.object({
      at: z.number(),
      name: z.string(),
      type: z.string(),
      from: pointing,
      to: pointing,
      cause: z.object({ kind: z.enum(['health', 'hold', 'weights']) }),
    }),
  ),
});

/** Ask a living name server for the turns that it saw in its own answers. */
export async function readTurns(control: {
  readonly controlPort: number;
  readonly token: string;
}): Promise<readonly NamesTurn[]> {
  const response = await fetch(`http://127.0.0.1:${control.controlPort}/state`, {
    headers: { authorization: `Bearer ${control.token}` },
    signal: AbortSignal.timeout(3_000),
  });
  return schema.parse(await response.json()).turns;
}

/**
 * P2 and P4 by the account of the name server, which trusts nobody: that health alone turned
 * answers, and that no name left its origin twice within one hold.
 *
 * @param pace how much faster than the machine's the rehearsal's clock ran
 * @param away when no Préau was alive: P4 binds it while it runs
 */
export function checkTurns(
  turns: readonly NamesTurn[],
  policy: Policy,
  pace: number,
  away: readonly Away[],
): readonly PromiseCheck[] {
  const byHealth = turns.filter(({ cause }) => cause.kind === 'health').length;
  const holdMs = policy.shelter.minHoldMs / pace;
  const isOurs = ({ from, at }: NamesTurn): boolean =>
    from === 'origin' && !away.some((span) => span.from <= at && at <= span.to);
  const flaps = turns.filter(isOurs).flatMap((turn, index, ours): readonly Finding[] => {
    const earlier = ours
      .slice(0, index)
      .findLast((one) => one.name === turn.name && one.type === turn.type);
    if (earlier === undefined || turn.at - earlier.at >= holdMs) return [];
    const values = { name: turn.name, ms: Math.round(turn.at - earlier.at) };
    return [{ key: 'name-left-twice', values }];
  });
  const held = flaps.length === 0;
  const steady: Finding = { key: 'names-steady', values: { count: turns.length } };
  const p4: PromiseCheck = { id: 'P4', held, said: held ? [steady] : flaps };
  if (byHealth === 0) return [p4];
  const alone: Finding = { key: 'health-alone', values: { count: byHealth } };
  return [{ id: 'P2', held: true, said: [alone] }, p4];
}

/** One line per promise: held when every account of it agrees. */
export const mergeChecks = (checks: readonly PromiseCheck[]): readonly PromiseCheck[] =>
  [...new Set(checks.map(({ id }) => id))].map((id) => {
    const same = checks.filter((check) => check.id === id);
    const faults = same.filter(({ held }) => !held);
    return {
      id,
      held: faults.length === 0,
      ...(faults.length > 0 && faults.every(({ undecided }) => undecided) && { undecided: true }),
      said: (faults.length > 0 ? faults : same).flatMap(({ said }) => said),
    };
  });
