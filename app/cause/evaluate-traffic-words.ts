/**
 * What words say of an outage's traffic, where no figure does. They are a stranger's, in French or
 * English, and one reading of them leans towards an attack: so a clause counts only where it says the
 * thing, and neither denies, doubts nor belittles it.
 */

/** A clause ends here; a comma goes on. */
const CLAUSE = /[.;](?!\d)/u;
const ABROAD = /(?<!\p{L})(?:foreign|abroad|overseas|[ée]tranger|[ée]trang[èe]r)/iu;
const MOSTLY =
  /(?<!\p{L})(?:most|main|large|predominant|chief|major|overwhelm|surtout|plupart|principal|essentiel)/iu;
const HOME = /(?<!\p{L})(?:domestic|local|home|national|fr[ae]n[cç]|int[ée]rieur|m[ée]tropol)/iu;
const DENIED =
  /(?<!\p{L})(?:no|not|none|non|nor|neither|never|nothing|without|cannot|pas|point|aucun\p{L}*|sans|jamais|rien|ni|nul\p{L}*)(?!\p{L})|n['’]t(?!\p{L})/iu;
const LITTLE =
  /(?<!\p{L})(?:few|little|hardly|barely|scarcely|rare|less|under|below|negligib|n[ée]gligeab|minor|small|peu|moins|faible|quelques)/iu;
const USUAL =
  /(?<!\p{L})(?:unchanged|usual|normal|stable|steady|inchang|habitu|fell|fall|drop|decreas|blocked|filtered|bloqu|filtr|baiss)/iu;
const DOUBTED =
  /(?<!\p{L})(?:unknown|unclear|unconfirmed|alleged|suspect|suppos|rumou?r|possibl|maybe|perhaps|might|peut-[êe]tre|pr[ée]sum|inconnu|suppos)/iu;
const PER_CENT = /(\d+(?:[.,]\d+)?)\s*(?:%|per ?cent|pour ?cent)/giu;
/** From here on most of it is from abroad. */
const MOST_PER_CENT = 50;

const QUIET =
  /(?<!\p{L})(?:no|not|without|pas|aucune?|sans)(?!\p{L})[^.;,]{0,20}(?<!\p{L})(?:peak|rise|surge|spike|increase|hausse|pic|pointe)(?!\p{L})|(?<!\p{L})traffic drop/iu;
const FLAT = /(?<!\p{L})flat(?!\p{L})/iu;
const RISE =
  /(?<!\p{L})(?:bell|ramp|surge|spike|rush|crowd|launch|campaign|published hour|peaks?|sonnerie|affluence|pic|pointe)(?!\p{L})/iu;
/** What rose was no traffic. */
const FAULTS = /(?<!\p{L})(?:errors?|erreurs?|latency|latence|failures?|[ée]checs?)(?!\p{L})/iu;

/** Whether most of the traffic is said to have come from abroad, plainly. */
export const saysAbroad = (text: string): boolean =>
  text.split(CLAUSE).some((clause) => ABROAD.test(clause) && !isWeakened(clause));

function isWeakened(clause: string): boolean {
  if ([DENIED, LITTLE, USUAL, DOUBTED].some((one) => one.test(clause))) return true;
  const parts = [...clause.matchAll(PER_CENT)].map(([, part = '']) =>
    Number(part.replace(',', '.')),
  );
  if (parts.some((part) => part < MOST_PER_CENT)) return true;
  return HOME.test(clause) && parts.length === 0 && !MOSTLY.test(clause);
}

/** Whether traffic is said to have risen, not to have, or neither; that it had not goes before. */
export function saidOfRise(text: string): 'rise' | 'quiet' | 'neither' {
  const clauses = text.split(/[.:;,](?!\d)/u);
  const quiet = clauses.some((one) => QUIET.test(one) || (FLAT.test(one) && !DENIED.test(one)));
  if (quiet) return 'quiet';
  const rises = (one: string) => RISE.test(one) && !DENIED.test(one) && !FAULTS.test(one);
  return clauses.some(rises) ? 'rise' : 'neither';
}
