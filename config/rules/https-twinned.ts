import { parseHttpsRecord } from '../../core/shelter/https-record.ts';
import type { ConfigPath, Finding } from '../problem.ts';
import type { ReadablePlatform, Rule } from './rule.ts';

/**
 * Both sides have an HTTPS record or neither has, and each leads to its own side: browsers ask for
 * it before addresses, and keep it. One that only the origin has would hold them on the dead origin.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9460#section-7.3
 */
export const httpsTwinned: Rule = ({ platforms, given }) =>
  platforms.flatMap((platform, index): readonly Finding[] => {
    const path = ['platforms', index];
    const has = (side: 'origin' | 'mirror') => given([...path, side, 'https']);
    const lacking = (['origin', 'mirror'] as const).filter((side) => !has(side));
    // A CNAME is another rule's business.
    const wanted = platform.mirror && platform.origin.cname === undefined;
    return [
      ...(wanted && lacking.length === 1
        ? lacking.map(
            (side): Finding => ({
              code: side === 'mirror' ? 'mirror-lacks-https' : 'origin-lacks-https',
              path: [...path, side, 'https'],
              got: '',
            }),
          )
        : []),
      ...(['origin', 'mirror'] as const).flatMap((side) =>
        strays(platform, side, [...path, side, 'https']),
      ),
    ];
  });

function strays(
  { origin, mirror }: ReadablePlatform,
  side: 'origin' | 'mirror',
  path: ConfigPath,
): readonly Finding[] {
  const here = side === 'origin' ? origin : mirror;
  const record = here?.https === undefined ? null : parseHttpsRecord(here.https);
  if (!record) return [];
  const own = side === 'origin' ? origin.host : mirror?.ownName;
  const hints = record.params.flatMap(({ key, values }) =>
    key === 'ipv4hint' || key === 'ipv6hint' ? values : [],
  );
  const known = here?.addresses?.map(comparable);
  const other = known ? hints.filter((hint) => !known.includes(comparable(hint))) : [];
  return [
    ...(record.target !== '' && own !== undefined && record.target !== own
      ? [{ code: 'https-leads-elsewhere' as const, path, values: { own }, got: record.target }]
      : []),
    ...(other.length > 0
      ? [{ code: 'https-hint-elsewhere' as const, path, got: other.join(', ') }]
      : []),
  ];
}

/** One spelling per address. */
const comparable = (address: string): string =>
  address.includes(':') ? (URL.parse(`http://[${address}]`)?.hostname ?? address) : address;
