import type { School, SchoolSite } from '../../core/school/school.ts';
import type { SchoolRecord } from './school-record.ts';

/**
 * Two rows of one UAI in one file, made one school of several sites: a collège and a lycée at once, a main site
 * and its annex. The first row in the order of the file is the main one, unless only the other is
 * a school proper. Every mail and every number of both is kept, once. The same row twice is
 * one site.
 */
export function mergeRecords(first: SchoolRecord, second: SchoolRecord): SchoolRecord {
  const swapped = first.school.type === 'other' && second.school.type !== 'other';
  const [main, annex] = swapped ? [second, first] : [first, second];
  const sites = distinct(
    [...sitesOf(main.school), ...sitesOf(annex.school)],
    ({ name, type, commune }) => JSON.stringify([name, type, commune]),
  );
  return {
    school: sites.length > 1 ? { ...main.school, sites } : main.school,
    contacts: joinValues(main.contacts, annex.contacts, (contact) => contact.address),
    phones: joinValues(main.phones, annex.phones, (phone) => phone.number),
  };
}

function sitesOf(school: School): readonly SchoolSite[] {
  const { name, type, commune } = school;
  return school.sites ?? [{ name, type, commune }];
}

/** All values of both, each once; null is a file that knows nothing of them. */
export function joinValues<Item>(
  main: readonly Item[] | null,
  annex: readonly Item[] | null,
  keyOf: (item: Item) => string,
): readonly Item[] | null {
  if (main === null || annex === null) return main ?? annex;
  return distinct([...main, ...annex], keyOf);
}

function distinct<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  const firsts = new Map<string, Item>();
  for (const item of items) {
    if (!firsts.has(keyOf(item))) firsts.set(keyOf(item), item);
  }
  return [...firsts.values()];
}
