import type { Authority } from './answer-query.ts';
import { type Query, RCODE } from './answer-reader.ts';
import { DATA_AT, encodeSection, QUESTION_AT, type Section, sectionOf } from './answer-section.ts';
import { type AnswerZone, answerZones } from './answer-zones.ts';
import type { NameRecord } from './name-record.ts';
import { TYPE_NUMBERS } from './record-data.ts';
import { keyOfWire } from './record-wire.ts';

/** Records of an answer, and where in it the name is that they are of. */
export interface Piece {
  readonly section: Section;
  readonly owner: number;
}

/** An answer's parts that depend on what is known. */
export interface Found {
  readonly rcode: number;
  readonly authoritative: boolean;
  readonly answers: readonly Piece[];
  readonly authority: readonly Piece[];
}

const CLASS_IN = 1;
const TYPE_NS = 2;
const TYPE_SOA = 6;
const TYPE_HINFO = 13;
const TYPE_ANY = 255;
/** AXFR, IXFR: these zones are given to nobody. */
const TRANSFERS: ReadonlySet<number> = new Set([251, 252]);
const TYPE_NAMES = new Map<number, string>(
  Object.entries(TYPE_NUMBERS).map(([name, number]) => [number, name]),
);
/** Chosen: a name that leads on more often is a mistake, and most are loops. */
const CHAIN_MAX = 8;
const REFUSED: Found = { rcode: RCODE.refused, authoritative: false, answers: [], authority: [] };
/** RFC 8482 4.2: ANY is told that it is not worth asking. An hour, so that it is not soon again. */
const NO_ANY = encodeSection(TYPE_HINFO, 3_600, [Buffer.from('\u0007RFC8482\0')]);

/** Find what a query asks for: in the zone that its name is in, or nowhere. */
export function findAnswer(query: Query, authority: Authority): Found {
  const zone = query.class === CLASS_IN ? answerZones(authority.zones)(query.key) : null;
  if (!zone || TRANSFERS.has(query.type)) return REFUSED;
  if (query.key === zone.key) {
    if (query.type === TYPE_SOA) return found([atQuestion(zone.soa(authority.serial()))]);
    if (query.type === TYPE_NS) return found([atQuestion(zone.ns)]);
  }
  return query.type === TYPE_ANY
    ? anyAnswer(query, zone, authority)
    : followed(query, zone, authority);
}

/** Answers the name itself, or what it leads to by CNAME (RFC 1034 4.3.2), at most eight times. */
function followed(query: Query, zone: AnswerZone, authority: Authority): Found {
  const findZone = answerZones(authority.zones);
  const book = authority.book();
  const wanted = TYPE_NAMES.get(query.type) ?? '';
  const answers: Piece[] = [];
  let key = query.key;
  let owner = QUESTION_AT;
  let end = query.end;
  while (answers.length < CHAIN_MAX) {
    const types = book.typesAt(key);
    const asked = pick(types?.get(wanted), authority);
    if (asked) return found([...answers, { section: asked, owner }]);
    const alias = pick(types?.get('CNAME'), authority);
    if (!alias) return nothing(key, answers, zone, query, authority);
    answers.push({ section: alias, owner });
    owner = end + DATA_AT;
    end += alias.bytes.length;
    key = keyOfWire(alias.bytes, DATA_AT, alias.bytes.length);
    // The rest is another zone's to say.
    if (findZone(key) !== zone) break;
  }
  return found(answers);
}

function anyAnswer(query: Query, zone: AnswerZone, authority: Authority): Found {
  const types = authority.book().typesAt(query.key);
  // RFC 8482 4.2: HINFO only where no CNAME is, which must stand alone. It is not followed.
  const alias = pick(types?.get('CNAME'), authority);
  if (alias) return found([atQuestion(alias)]);
  return types || query.key === zone.key
    ? found([atQuestion(NO_ANY)])
    : nothing(query.key, [], zone, query, authority);
}

/** No data, or no such name (RFC 8020: a name with names below it is one). */
function nothing(
  key: string,
  answers: readonly Piece[],
  zone: AnswerZone,
  query: Query,
  authority: Authority,
): Found {
  const exists = key === zone.key || authority.book().existsAt(key);
  // The zone's name is the end of the question's.
  const owner = QUESTION_AT + query.key.length - zone.key.length;
  const section = zone.negative(authority.serial());
  return {
    rcode: exists ? RCODE.noError : RCODE.nxDomain,
    authoritative: true,
    answers,
    authority: [{ section, owner }],
  };
}

function pick(
  records: readonly NameRecord[] | undefined,
  authority: Authority,
): Section | undefined {
  const chosen = records && authority.choose(records);
  const section = chosen ? sectionOf(chosen) : undefined;
  return section && section.starts.length > 0 ? section : undefined;
}

const atQuestion = (section: Section): Piece => ({ section, owner: QUESTION_AT });

const found = (answers: readonly Piece[]): Found => ({
  rcode: RCODE.noError,
  authoritative: true,
  answers,
  authority: [],
});
