import type { AuthorityAnswer } from '../../core/incident/event.ts';
import type { AnsweredValues, PictureAnswer } from '../../core/incident/names-picture.ts';

/** SHA-256, lower-case hexadecimal. */
type Hash = (text: string) => string;

/**
 * What a name's servers answered, in a few numbers and a digest: a picture has 500 names.
 *
 * @param answers one for each server and type
 */
export function condenseAnswers(answers: readonly AuthorityAnswer[], hash: Hash): PictureAnswer {
  const given = answers.filter(({ answers: values }) => values.length > 0);
  if (given.length === 0) return { kind: 'unasked', why: 'no-record' };
  const shares = given.map(({ mirrorShare }) => mirrorShare);
  const most = Math.max(...shares);
  return {
    kind: 'answered',
    records: given.length,
    least: Math.min(...shares),
    most,
    // Whose addresses change by themselves is the mirror: CloudFront's, say.
    ...(most === 0 && { values: valuesOf(given, hash) }),
  };
}

/** An alias says by itself where it leads: what its target's addresses are is that one's matter. */
function valuesOf(given: readonly AuthorityAnswer[], hash: Hash): AnsweredValues {
  const aliases = given.filter(({ type }) => type === 'CNAME');
  const of = aliases.length > 0 ? 'alias' : 'addresses';
  const pairs = (of === 'alias' ? aliases : given).flatMap(({ type, answers }) =>
    answers.map((value) => `${type} ${value.toLowerCase().replace(/\.$/, '')}`),
  );
  return { of, digest: hash([...new Set(pairs)].toSorted().join('\n')) };
}
