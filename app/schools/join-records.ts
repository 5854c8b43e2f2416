import type { School, SchoolSite } from '../../core/school/school.ts';
import { joinValues } from './merge-records.ts';
import type { SchoolRecord } from './school-record.ts';

/**
 * One school that two files tell of, made one. The file named first says what it is, unless only
 * the other knows it for a school proper. Every mail and every number of both is kept, once.
 *
 * Two files write one school's name in two ways, so another name is no further site here, and only
 * another type is: a collège in the list of collèges and the lycée of the same UAI in the other.
 */
export function joinRecords(first: SchoolRecord, second: SchoolRecord): SchoolRecord {
  const swapped = first.school.type === 'other' && second.school.type !== 'other';
  const [main, other] = swapped ? [second, first] : [first, second];
  const sites = [...sitesOf(main.school)];
  for (const site of sitesOf(other.school)) {
    if (site.type !== 'other' && sites.every(({ type }) => type !== site.type)) sites.push(site);
  }
  return {
    school: sites.length > 1 ? { ...main.school, sites } : main.school,
    contacts: joinValues(main.contacts, other.contacts, ({ address }) => address),
    phones: joinValues(main.phones, other.phones, ({ number }) => number),
  };
}

function sitesOf(school: School): readonly SchoolSite[] {
  const { name, type, commune } = school;
  return school.sites ?? [{ name, type, commune }];
}
