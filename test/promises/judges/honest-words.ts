import { carriedWord } from '../../../core/cause/carried-word.ts';
import type { Court, Judge } from './judge.ts';

/**
 * P5, beside what each line of the journal shows: once nothing moves any more, no cause stands
 * uncorrected that the evidence, or whoever looked, has taken back; and each correction went to
 * everybody who got what it corrects.
 */
export function honestWords({ world, state, report }: Court): Judge {
  const got = new Map<string, Set<string>>();
  return {
    onArrival: ({ key, to }) => {
      const notice = world.ledger.row(key)?.delivery.notice ?? '';
      const readers = got.get(notice) ?? new Set();
      got.set(notice, readers.add(to));
    },
    atEnd: () => {
      const { incidents, notices } = state();
      for (const incident of Object.values(incidents)) {
        const { saidCause, drill } = incident;
        const word = carriedWord(incident);
        if (drill || saidCause === null || word === null || word.cause === saidCause.cause)
          continue;
        // Whom no word of it reached has nothing to be told.
        if (incident.notices.every((id) => (got.get(id)?.size ?? 0) === 0)) continue;
        // A person holds its correction, or the plan of it was given up: it is on a list.
        const last = incident.notices
          .flatMap((id) => notices[id] ?? [])
          .findLast(({ content }) => content.phase === 'correction');
        if (last?.stage === 'held' || last?.stage === 'failed' || last?.stage === 'cancelled')
          continue;
        report(
          'P5',
          `${incident.id}: ${saidCause.cause} was said, ${word.cause} is carried, and nobody corrects`,
        );
      }
      for (const { id, content, stage } of Object.values(notices)) {
        if (content.corrects === undefined || stage !== 'sent') continue;
        const silent = world.ledger.silent();
        const owed = new Set(
          [...world.ledger.rows()]
            .filter(({ delivery }) => delivery.notice === id)
            .map(({ delivery }) => delivery.address),
        );
        for (const reader of got.get(content.corrects.notice) ?? [])
          if (!owed.has(reader) && !silent.has(reader))
            report(
              'P5',
              `${reader} read ${content.corrects.notice} and is not told that it was wrong`,
            );
      }
    },
  };
}
