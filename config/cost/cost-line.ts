import type { Price, PriceKey, Prices, PriceUnit } from './price.ts';

/** Every kind of line, in the order of the table. Its words are in cli/cost-words.ts. */
export const COST_LINES = [
  'origin-checks',
  'origin-features',
  'aws-checks',
  'aws-features',
  'zones',
  'queries',
  'probe-time',
  'observe-time',
  'pages-time',
  'watchdog-time',
  'pushes-time',
  'mirror-builds',
  'mirror-steps',
  'function-calls',
  'observation-writes',
  'observation-storage',
  'scratch-writes',
  'table-reads',
  'table-recovery',
  'observation-recovery',
  'queue-polls',
  'queue-polls-fifo',
  'queue-messages',
  'schedules',
  'events-elsewhere',
  'alarms',
  'home-alarms',
  'metrics',
  'logs',
  'dashboard',
  'page-puts',
  'page-looks',
  'stored-files',
  'stored-mirrors',
  'keys',
  'key-calls',
  'secrets',
  'api-calls',
  'incident-mails',
  'incident-sms',
  'incident-ledger',
  'incident-page-readers',
  'incident-mirror-bytes',
  'incident-mirror-requests',
] as const;

export type CostLineId = (typeof COST_LINES)[number];

/** One thing that is paid for. */
export interface CostLine {
  readonly id: CostLineId;
  /** In `unit`; 0 or more, not always whole. */
  readonly quantity: number;
  readonly unit: PriceUnit;
  /** For `per` units. */
  readonly unitEuros: number;
  readonly per: number;
  readonly euros: number;
  /** Whether it grows with the platforms, or is the home's own however few they are. */
  readonly grows: 'with platforms' | 'with the home' | 'with the incident';
  /** Whether the unit's price is an estimate. How much is used always is one. */
  readonly estimated: boolean;
  /** What its explanation speaks of. */
  readonly values: Readonly<Record<string, number>>;
}

/** A line before its price is known. */
export interface Usage {
  readonly id: CostLineId;
  readonly price: PriceKey;
  readonly quantity: number;
  readonly grows: CostLine['grows'];
  readonly values?: Readonly<Record<string, number>>;
}

/** Put a price on a usage. */
export function priceLine({ id, price, quantity, grows, values = {} }: Usage, prices: Prices) {
  return lineOf({ id, quantity, grows, values }, prices[price]);
}

/** The same at a price that is not AWS's own: the configuration's for an SMS. */
export function lineOf(
  used: Pick<CostLine, 'id' | 'quantity' | 'grows' | 'values'>,
  { euros, per, unit, estimated }: Pick<Price, 'euros' | 'per' | 'unit' | 'estimated'>,
): CostLine {
  return {
    ...used,
    unit,
    unitEuros: euros,
    per,
    euros: (used.quantity / per) * euros,
    estimated,
  };
}
