import type { State } from '../../core/incident/state.ts';
import type { Delivery } from '../../core/notice/delivery.ts';
import { isStillSo } from '../../core/notice/held-word.ts';
import type { Notice, Phase } from '../../core/notice/notice.ts';
import type { Deliveries } from './ports.ts';

/** Which more platforms an SMS that was held names, as it leaves. */
export type AlsoFallen = (state: State, held: Delivery) => Promise<readonly string[]>;

/** That something fell, and why: a return or a correction is of its own platform alone. */
const OF_A_FALL: readonly Phase[] = ['outage', 'cause', 'relapse'];

/**
 * Of platforms that fell while an SMS waited for its number, and told it by mail alone since that SMS
 * waited (`bundled`): what they are called, first fallen first. Each still down, and told to a school
 * that the number stands for.
 *
 * Whom each notice reached is read once for a run.
 */
export function alsoFallen(deliveries: Pick<Deliveries, 'readers'>): AlsoFallen {
  const known = new Map<string, Promise<Told>>();
  const toldBy = (notice: string): Promise<Told> => {
    const told = known.get(notice) ?? readTold(deliveries, notice);
    known.set(notice, told);
    // What could not be read is read again for the next one.
    told.catch(() => known.delete(notice));
    return told;
  };
  return async (state, held) => {
    const own = state.notices[held.notice]?.content;
    if (own === undefined || own.drill || !OF_A_FALL.includes(own.phase)) return [];
    const names: string[] = [];
    for (const { id, content } of ridingAlong(state, own.incident)) {
      const { byMail, numbers } = await toldBy(id);
      const rides = !numbers.has(held.address) && held.recipients.some((one) => byMail.has(one));
      if (rides && isStillSo(state, id)) names.push(content.smsName);
    }
    return names;
  };
}

/** Notices of other falls that left SMS out since one waited, by the order of the falls. */
const ridingAlong = (state: State, incident: string): readonly Notice[] =>
  Object.values(state.notices)
    .filter(
      ({ content, plan }) =>
        content.phase === 'outage' &&
        content.incident !== incident &&
        !content.drill &&
        (plan?.leftOut?.bundled ?? 0) > 0,
    )
    .toSorted((one, other) => one.content.fellAt - other.content.fellAt);

interface Told {
  /** Schools and owners. */
  readonly byMail: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
}

async function readTold(deliveries: Pick<Deliveries, 'readers'>, notice: string): Promise<Told> {
  const readers = await deliveries.readers(notice);
  const mails = readers.filter(({ channel }) => channel === 'mail');
  const texts = readers.filter(({ channel }) => channel === 'sms');
  return {
    byMail: new Set(mails.flatMap(({ recipients }) => recipients)),
    numbers: new Set(texts.map(({ address }) => address)),
  };
}
