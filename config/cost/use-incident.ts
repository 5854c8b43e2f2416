import type { Config } from '../schema.ts';
import { INCIDENT } from './assumptions.ts';
import { type CostLine, lineOf, priceLine, type Usage } from './cost-line.ts';
import type { Prices } from './price.ts';
import type { Scale } from './scale.ts';

/** Who is told of one platform's fall. */
export interface Audience {
  /** Schools, each with one address that is written to. */
  readonly schools: number;
  /** People who asked for SMS. */
  readonly mobiles: number;
}

const grows = 'with the incident';

/**
 * One fall of one platform, told to its schools three times. An SMS is one part, at the price of
 * `notices.sms.priceEuros`; a mirror at another hoster is on that hoster's bill.
 */
export function useIncident(
  { schools, mobiles }: Audience,
  scale: Scale,
  { sms }: Config['notices'],
  prices: Prices,
): readonly CostLine[] {
  const { notices, ledgerWrites } = INCIDENT;
  const mails = schools * notices;
  const parts = sms ? mobiles * notices : 0;
  const quantity = (mails + parts) * ledgerWrites;
  const used: readonly Usage[] = [
    { id: 'incident-mails', price: 'mail', quantity: mails, grows, values: { schools, notices } },
    { id: 'incident-ledger', price: 'tableWrite', quantity, grows, values: { ledgerWrites } },
    ...useReaders(schools, scale),
  ];
  const price = { euros: sms?.priceEuros ?? 0, per: 1, unit: 'part', estimated: true } as const;
  const texts = {
    id: 'incident-sms',
    quantity: parts,
    grows,
    values: { mobiles, notices },
  } as const;
  return [...used.map((one) => priceLine(one, prices)), lineOf(texts, price)];
}

/** People of the schools who open the status page, and pupils who read on a mirror of ours. */
function useReaders(schools: number, { cloudFront }: Scale): readonly Usage[] {
  const { pageReaders, pageBytes, pageRequests } = INCIDENT;
  const { mirrorReaders, mirrorBytes, mirrorRequests: requests } = INCIDENT;
  const pupils = cloudFront > 0 ? schools * mirrorReaders : 0;
  const readers = schools * pageReaders;
  return [
    {
      id: 'incident-page-readers',
      price: 'edgeGb',
      quantity: (readers * pageBytes) / 1e9,
      grows,
      values: { readers },
    },
    {
      id: 'incident-mirror-bytes',
      price: 'edgeGb',
      quantity: (pupils * mirrorBytes) / 1e9,
      grows,
      values: { pupils, megabytes: mirrorBytes / 1e6 },
    },
    {
      id: 'incident-mirror-requests',
      price: 'edgeRequest',
      quantity: pupils * requests + readers * pageRequests,
      grows,
      values: { requests },
    },
  ];
}
