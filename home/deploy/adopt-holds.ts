import type { Engine } from '../../app/engine.ts';
import type { Policy } from '../../core/policy.ts';
import type { PlatformId } from '../../core/units.ts';
import { holdFolder } from '../names/hold-folder.ts';
import { lostStays } from './lost-stays.ts';

/**
 * Take over the holds that people put or removed while no home ran (`preau shelter` and `release`
 * without one): the journal learns of them, and the home's own state is what DNS does again.
 *
 * An order to stay at the origin that a hand lifted on its way is given again, unless its hold still
 * stands: a veto or a suspension holds until somebody ends it here.
 *
 * A hold is taken over once its mirror has been measured, since nothing is sheltered before (P1);
 * until then DNS keeps it as it is.
 *
 * @param namesFolder the name server's data folder
 * @returns what to call after each new journal entry, until it returns true: all is taken over
 */
export async function adoptHolds(
  engine: Engine,
  policy: Policy,
  namesFolder: string,
  now: () => Parameters<Engine['handle']>[0]['at'],
): Promise<() => Promise<boolean>> {
  const holds = await holdFolder(namesFolder);
  const present = await holds.list();
  const known = engine.state().platforms;
  const mirrored = policy.platforms.filter(({ mirror }) => mirror !== undefined);
  const put = new Map<PlatformId, string>();
  const removed = new Set<PlatformId>();
  for (const { id } of mirrored) {
    const { hold: held = false, turn = 0, verified = false } = known[id]?.shelter ?? {};
    // A turn that was not seen through is the outbox's to finish, and nobody's doing.
    if (turn > 0 && !verified) continue;
    if (present.has(id) && !held) put.set(id, (await holds.get(id)) ?? '');
    if (!present.has(id) && held) removed.add(id);
  }
  const lost = new Set((await lostStays(engine.state(), namesFolder)).filter((id) => !put.has(id)));
  const by = { role: 'cli', name: 'retenue à la main' };
  return async () => {
    for (const platform of lost) {
      lost.delete(platform);
      const { turn = 0 } = engine.state().platforms[platform]?.shelter ?? {};
      const detail = { kind: 'stay-lifted' } as const;
      const seen = { platform, turn, verified: false, answers: [], detail };
      await engine.handle({ kind: 'dns-turned', at: now(), ...seen });
    }
    for (const platform of removed) {
      removed.delete(platform);
      const reason = 'retenue levée à la main pendant que Préau était arrêté';
      await engine.handle({ kind: 'person-released', at: now(), platform, by, reason });
    }
    for (const [platform, note] of put) {
      if ((engine.state().platforms[platform]?.mirror ?? null) === null) continue;
      put.delete(platform);
      const reason = `retenue posée à la main pendant que Préau était arrêté : ${note.trim()}`;
      await engine.handle({ kind: 'person-sheltered', at: now(), platform, by, reason });
    }
    return put.size + removed.size === 0;
  };
}
