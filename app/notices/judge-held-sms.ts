import type { State } from '../../core/incident/state.ts';
import type { Delivery } from '../../core/notice/delivery.ts';
import { isStillSo, toldSince } from '../../core/notice/held-word.ts';
import type { Notice } from '../../core/notice/notice.ts';
import { wordsToCorrect } from '../../core/notice/words-to-correct.ts';
import type { Deliveries } from './ports.ts';

/** Whether an SMS that was held may leave, now that its time has come. */
export type HeldJudge = (state: State, held: Delivery) => Promise<boolean>;

/**
 * Of the words of one incident that waited for one number, only the latest leaves, and that only if
 * it is so. A newer word that has no SMS to the number, since its mail was enough, does not silence
 * the older one. A correction goes to whoever read what it corrects, over and overtaken or not, and to
 * nobody else (P5).
 *
 * The numbers of each notice are read once for a run.
 */
export function judgeHeldSms(deliveries: Pick<Deliveries, 'readers'>): HeldJudge {
  const known = new Map<string, Promise<ReadonlyMap<string, Delivery>>>();
  const numbersOf = (notice: string) => {
    const numbers = known.get(notice) ?? readNumbers(deliveries, notice);
    known.set(notice, numbers);
    return numbers;
  };
  return async (state, { notice: id, address }) => {
    const notice = state.notices[id];
    if (notice === undefined || !isStillSo(state, id)) return false;
    if (notice.content.corrects !== undefined) {
      for (const word of wordsToCorrect(notice, noticesBeside(state, notice)))
        if (wasRead((await numbersOf(word)).get(address), notice)) return true;
      return false;
    }
    for (const { id: newer, content } of toldSince(state, notice)) {
      if (content.phase === 'correction') continue;
      const one = (await numbersOf(newer)).get(address);
      if (one !== undefined && (one.notBefore === undefined || isStillSo(state, newer)))
        return false;
    }
    return true;
  };
}

const noticesBeside = ({ incidents, notices }: State, { content }: Notice): readonly Notice[] =>
  (incidents[content.incident]?.notices ?? []).flatMap((id) => notices[id] ?? []);

/** One that was to leave only after its correction had begun to has not left, and will not. */
const wasRead = (first: Delivery | undefined, correction: Notice): boolean =>
  first !== undefined && (first.notBefore ?? 0) < (correction.firstAcceptedAt ?? correction.sendAt);

async function readNumbers(
  deliveries: Pick<Deliveries, 'readers'>,
  notice: string,
): Promise<ReadonlyMap<string, Delivery>> {
  const readers = await deliveries.readers(notice);
  return new Map(
    readers.filter(({ channel }) => channel === 'sms').map((one) => [one.address, one]),
  );
}
