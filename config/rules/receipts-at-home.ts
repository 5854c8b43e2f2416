import type { Finding } from '../problem.ts';
import type { Rule } from './rule.ts';

type Given = (path: readonly string[]) => boolean;

const SMS = ['notices', 'sms'];
const FALLBACK = [...SMS, 'fallback'];
const RECEIPTS = [...FALLBACK, 'receipts'];

/** What would be believed on AWS and do nothing: the first providers tell by events there. */
const AT_HOME: readonly (readonly string[])[] = [
  ['notices', 'bounces'],
  [...SMS, 'receipts'],
];

/** How a home on one machine is told the secret that a gateway signs with. */
const OF_ONE_MACHINE = ['secretFile', 'secretVariable'];

/**
 * On AWS SES and End User Messaging tell by events; a second gateway is heard there too, and its secret
 * stands in Secrets Manager. On one machine each gateway that is heard shares one secret, which is
 * in a file or a variable.
 */
export const receiptsAtHome: Rule = ({ given }) => (given(['aws']) ? onAws(given) : atHome(given));

function onAws(given: Given): readonly Finding[] {
  const useless = AT_HOME.filter((path) => given(path));
  const elsewhere = OF_ONE_MACHINE.map((name) => [...RECEIPTS, name]).filter((path) => given(path));
  const isUnshared = given(RECEIPTS) && !given([...FALLBACK, 'secret']);
  return [
    ...useless.map((path) => finding('receipts-on-aws', path)),
    ...elsewhere.map((path) => finding('secret-on-aws', path)),
    ...(isUnshared ? [finding('gateway-secret', FALLBACK)] : []),
  ];
}

function atHome(given: Given): readonly Finding[] {
  const stored = [...FALLBACK, 'secret'];
  const unshared = [[...SMS, 'receipts'], RECEIPTS].filter(
    (path) => given(path) && OF_ONE_MACHINE.filter((name) => given([...path, name])).length !== 1,
  );
  return [
    ...(given(stored) ? [finding('secret-at-home', stored)] : []),
    ...unshared.map((path) => finding('receipts-secret', path)),
  ];
}

const finding = (code: Finding['code'], path: readonly string[]): Finding => ({
  code,
  path: [...path],
});
