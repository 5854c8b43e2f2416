/**
 * What many addresses of one making have in common: numbers stand for any number, parameters keep
 * their names and lose their values.
 *
 * `/cours/ch-3/12/` and `/cours/ch-4/7/` are both `/cours/ch-#/#/`; `/view.php?id=4` is
 * `/view.php?id`.
 * @param address as `CrawlAddress.address`
 */
export function pathPattern(address: string): string {
  const [path = '', query = ''] = address.split('?', 2);
  const shape = path.replace(/\d+/g, '#');
  const names = query.split('&').map((pair) => (pair.split('=', 1)[0] ?? '').replace(/\d+/g, '#'));
  return query === '' ? shape : `${shape}?${[...new Set(names)].join('&')}`;
}

export interface PatternCaps {
  /** Pages of one pattern. */
  readonly alike: number;
  /** Pages of one pattern that counts days, weeks or months: these have no end. */
  readonly calendar: number;
}

/** Both chosen: five times the lessons of the largest course site looked at; eight years of months. */
export const PATTERN_CAPS: PatternCaps = { alike: 10_000, calendar: 100 };

const CALENDAR_PATH =
  /(^|[/_.-])(agenda|cal|calendar|calendrier|emploi-du-temps|evenements?|events?|planning|schedule)([/_.-]|$)/;
const CALENDAR_PARAMETER =
  /^(cal_?[dmy]|date|day|debut|from|jour|mois|month|semaine|start|time|week|year|annee)$/;
/** `/2024/05/` and `/2024/05/12/`. */
const DATED_PATH = /\/#\/#(\/#)?\/?$/;

/** How many pages of a pattern are fetched at most. */
export function patternCap(pattern: string, caps: PatternCaps): number {
  const [path = '', query = ''] = pattern.toLowerCase().split('?', 2);
  const isCalendar =
    CALENDAR_PATH.test(path) ||
    DATED_PATH.test(path) ||
    query.split('&').some((name) => CALENDAR_PARAMETER.test(name));
  return isCalendar ? Math.min(caps.calendar, caps.alike) : caps.alike;
}
