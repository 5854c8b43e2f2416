import { PreauError } from '../../core/errors.ts';
import type { Action } from '../../core/incident/action.ts';
import { isFolly } from '../../core/shelter/is-folly.ts';
import type { TurnDetail } from '../../core/shelter/turn-detail.ts';
import type { Engine } from '../engine.ts';
import type { Ports } from '../ports.ts';
import { turnDns } from './turn-dns.ts';

/**
 * Carry out a turn and hand what came of it to the engine. One that a later turn has overtaken is
 * left alone: the later one knows better.
 *
 * A turn whose hold shelters is told as such at once, whatever its weights or an order to stay still
 * owe; it then stays open, and is tried again until they are set too, a later turn overtakes it, or
 * a person is asked. The hold would else stand alone for ever, one lost object away from a dead
 * origin. A try that brings nothing new is not told again.
 *
 * @throws PreauError `dns-unreachable`, retryable, while something is owed; `mirror-unverified`, retryable,
 *   while a turn that was not begun would lead to a mirror that has gone bad, from an origin that answers
 */
export async function performTurn(
  ports: Pick<Ports, 'dns' | 'clock'>,
  engine: Engine,
  action: Extract<Action, { kind: 'turn-dns' }>,
): Promise<void> {
  const shelter = () => engine.state().platforms[action.platform]?.shelter;
  const isLatest = () => shelter()?.turn === action.turn;
  if (!isLatest()) return;
  const platform = engine.state().platforms[action.platform];
  if (platform !== undefined && isFolly(platform, action.why))
    throw new PreauError(
      'mirror-unverified',
      `Expected a mirror of ${action.platform} that may serve, and it has gone bad since turn ${action.turn} was asked for: nobody is sent there while the origin answers.`,
      { retryable: true },
    );
  const event = await turnDns(ports, action, {
    stillWanted: isLatest,
    change: () => (isLatest() ? (shelter()?.change ?? null) : null),
    accepted: async ({ id, acceptedAt }) => {
      const { platform, turn } = action;
      const accepted = { platform, turn, at: acceptedAt, change: id };
      await engine.handle({ kind: 'dns-change-accepted', ...accepted });
    },
  });
  if (event === null) return;
  const owed = owedIn(event.detail);
  const isNews = owed === null || !event.verified || shelter()?.verified !== true;
  if (isNews) await engine.handle(event);
  if (owed !== null && isLatest())
    throw new PreauError('dns-unreachable', owed, { retryable: true });
}

/** @returns what the provider said of what is not done yet; null when all is */
const owedIn = (detail: TurnDetail): string | null => ('said' in detail ? detail.said : null);
