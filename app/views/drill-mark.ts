/** The first word of whatever is said of a drill, the same in every language (P9). */
const DRILL_MARK = 'EXERCICE';

/** A sentence as people read it, marked when it tells of a drill and of nothing else. */
export const markDrill = (text: string, drill: boolean): string =>
  drill ? `${DRILL_MARK} · ${text}` : text;
