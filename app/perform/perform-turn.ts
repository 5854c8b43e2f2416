import type { Action } from '../../core/incident/action.ts';
import type { Engine } from '../engine.ts';
import type { Ports } from '../ports.ts';
import { turnDns } from './turn-dns.ts';

/** A turn that a later one has overtaken is left alone: the later one knows better. */
export async function performTurn(
  ports: Pick<Ports, 'dns' | 'clock'>,
  engine: Engine,
  action: Extract<Action, { kind: 'turn-dns' }>,
): Promise<void> {
  const latest = () => engine.state().platforms[action.platform]?.shelter.turn;
  if (latest() !== action.turn) return;
  const event = await turnDns(ports, action, () => latest() === action.turn);
  if (event !== null) await engine.handle(event);
}
