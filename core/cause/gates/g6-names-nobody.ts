/**
 * G6: nothing in a verdict names a company, a country, an author, an intent, or says
 * anything about data. By construction: statements are made of numbers, times and the names of
 * watched platforms only. A person's words come from outside, so they are looked at here.
 *
 * The stems are those of public statements that had to be taken back; short on purpose, since what
 * it lets through is shown as somebody's words and never as Préau's. A stem that everyday words have
 * in their middle (« machine ») counts where a word begins.
 */
const STEMS =
  /pirat|hack|étrang|foreign|abroad|russ|\bchin[eo]|\biran|ukrain|états-unis|cor[ée]e|malveill|terroris|criminel|sabot|rançon|ransom|vol de donn|fuite de donn|data (?:breach|theft|leak)|https?:|@/iu;

/** Whether a person's words may stand in a list of evidence. */
export const namesNobody = (text: string): boolean => !STEMS.test(text.slice(0, 2_000));
