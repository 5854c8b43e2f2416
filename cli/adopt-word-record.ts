import type { StandingRecord } from '../app/adopt/standing-record.ts';
import type { AdoptWords } from './adopt-words.ts';
import { fillTemplate } from './fill-template.ts';

/** What a record answers, how long it is kept, and the check that it leans on. */
export function wordRecord(
  { values, ttlSec, alias, checkId }: StandingRecord,
  words: AdoptWords,
): string {
  const content = alias
    ? fillTemplate(words.alias, { target: alias.target })
    : fillTemplate(words.ttl, { values: values.join(' '), ttlSec: ttlSec ?? 0 });
  return checkId === undefined ? content : fillTemplate(words.checked, { content, check: checkId });
}
