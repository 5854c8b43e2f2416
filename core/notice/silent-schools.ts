import type { School } from '../school/school.ts';
import { type Acknowledgement, acknowledgedBy } from './acknowledge.ts';
import type { Delivery } from './delivery.ts';
import { schoolPriority } from './school-priority.ts';

/** A school that a person is to telephone: it did not say that it had read. One a notice. */
export interface ToTelephone {
  /** `<notice>/telephone/<uai>` */
  readonly key: string;
  readonly notice: string;
  readonly uai: string;
  readonly name: string;
  readonly commune: string;
  /** Lower goes first, as for messages. */
  readonly priority: number;
}

/** The schools of a notice by their answer. */
export interface Answers<Told extends { readonly school: School }> {
  /** That a message was for, and reached or may have. */
  readonly schools: number;
  readonly acknowledged: number;
  /** As given, in the order of their priority. */
  readonly silent: readonly Told[];
}

/**
 * Which schools of a notice have not answered. A school has when one of its contacts did; one that
 * no message reached is not silent but unreached, which is a task of its own.
 *
 * @param readers of the notice: whoever it reached, or may have
 * @param acknowledgements of this notice and of those that followed it
 */
export function answersOf<Told extends { readonly school: School }>(
  told: readonly Told[],
  readers: readonly Pick<Delivery, 'recipients'>[],
  acknowledgements: readonly Acknowledgement[],
): Answers<Told> {
  const reached = new Set(readers.flatMap(({ recipients }) => recipients));
  const answered = acknowledgedBy(acknowledgements);
  const asked = told.filter(({ school }) => reached.has(school.uai));
  const silent = asked
    .filter(({ school }) => !answered.has(school.uai))
    .toSorted(
      (one, other) =>
        schoolPriority(one.school.type, true) - schoolPriority(other.school.type, true),
    );
  return { schools: asked.length, acknowledged: asked.length - silent.length, silent };
}

export const toTelephone = (notice: string, { uai, name, commune, type }: School): ToTelephone => ({
  key: `${notice}/telephone/${uai}`,
  notice,
  uai,
  name,
  commune,
  priority: schoolPriority(type, true),
});
