import type { Court, Judge } from './judge.ts';

/**
 * P9: what a drill sends begins with EXERCICE and goes to those who asked, and to owners; nothing else
 * says so.
 */
export function markedDrills({ world, state, report }: Court): Judge {
  const asked = new Set([
    ...world.landscape.schools.flatMap(({ contacts }) =>
      contacts.flatMap(({ origin, address }) => (origin === 'opt-in' ? [address] : [])),
    ),
    ...world.landscape.policy.platforms.flatMap(({ owners }) =>
      owners.flatMap(({ mail, mobile }) => [mail ?? [], mobile ?? []].flat()),
    ),
  ]);
  return {
    onArrival: ({ key, to, text, subject }) => {
      const notice = state().notices[world.ledger.row(key)?.delivery.notice ?? ''];
      const said = subject === undefined ? [text] : [text, subject];
      if (notice === undefined) return;
      if (!notice.content.drill) {
        if (said.some((one) => one.includes('EXERCICE'))) report('P9', `${key} says EXERCICE`);
        return;
      }
      if (!said.every((one) => one.startsWith('EXERCICE')))
        report('P9', `${key} of a drill does not begin with EXERCICE`);
      if (!asked.has(to)) report('P9', `${key} of a drill reached ${to}, who did not ask`);
    },
  };
}
