import { isKept } from '../../../core/shelter/stay.ts';
import type { Court, Judge } from './judge.ts';

/** Notices that nothing more comes of; one that a person holds waits for that person. */
const SETTLED = ['sent', 'cancelled', 'refused', 'failed', 'held'];

/**
 * P6: whatever was down, once all is up again everything planned is done or is an operator's task, and
 * names lead where health and people say.
 */
export function nothingLost({ world, state, report }: Court): Judge {
  return {
    atEnd: () => {
      const { platforms, notices, tasks } = state();
      for (const { action, tries } of world.journal.open())
        if (action.kind !== 'raise-task')
          report('P6', `${action.key} is still to be done after ${tries} tries`);
      for (const { id, stage } of Object.values(notices)) {
        if (!SETTLED.includes(stage)) report('P6', `${id} is still ${stage}`);
        if (stage === 'failed' && !Object.keys(tasks).some((key) => key.startsWith(`${id}/`)))
          report('P6', `${id} was given up, and nobody was told`);
      }
      for (const platform of world.landscape.policy.platforms) {
        if (platform.mirror === undefined) continue;
        const known = platforms[platform.id];
        if (known === undefined) continue;
        const { shelter, heldByPerson, shed } = known;
        if (!shelter.verified) report('P6', `${platform.id}: its latest turn was never seen done`);
        if (world.truth.steady(platform) !== 'up' || heldByPerson || isKept(known)) continue;
        const share = world.dns.share(platform.id);
        if (Math.abs(share - (shed?.share ?? 0)) > 1e-9)
          report('P6', `${platform.id}: its origin answers, and ${share} are on its mirror`);
        if (world.dns.told(platform.id).stay)
          report('P6', `${platform.id}: an order to stay outlived what it was for`);
      }
    },
  };
}
