import type { School } from '../school/school.ts';
import { type Acknowledgement, acknowledgedBy } from './acknowledge.ts';
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
  /** That a mail asked to confirm. */
  readonly schools: number;
  readonly acknowledged: number;
  /** As given, in the order of their priority. */
  readonly silent: readonly Told[];
}

/**
 * Which schools of a notice have not answered. A school has when one of its contacts did; one that
 * was not asked is not silent: no message reached it, which is a task of its own, or none has yet, or
 * an SMS did, by which nobody can confirm.
 *
 * @param asked whom a mail of the notice reached, or was accepted for
 * @param acknowledgements of this notice and of those that followed it
 */
export function answersOf<Told extends { readonly school: School }>(
  told: readonly Told[],
  asked: ReadonlySet<string>,
  acknowledgements: readonly Acknowledgement[],
): Answers<Told> {
  const answered = acknowledgedBy(acknowledgements);
  const schools = told.filter(({ school }) => asked.has(school.uai));
  const silent = schools
    .filter(({ school }) => !answered.has(school.uai))
    .toSorted(
      (one, other) =>
        schoolPriority(one.school.type, true) - schoolPriority(other.school.type, true),
    );
  return { schools: schools.length, acknowledged: schools.length - silent.length, silent };
}

export const toTelephone = (notice: string, { uai, name, commune, type }: School): ToTelephone => ({
  key: `${notice}/telephone/${uai}`,
  notice,
  uai,
  name,
  commune,
  priority: schoolPriority(type, true),
});
