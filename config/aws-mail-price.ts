import { EUROS_PER_DOLLAR } from './cost/exchange-rate.ts';

/**
 * What a thousand mails cost by SES: 0.16 USD on the plan that accounts new since 21 July 2026 are
 * on, 0.10 USD à la carte. The dearer, so that a plan never says less than the bill. A test holds it
 * to data/aws-prices.yaml, which a function does not carry.
 *
 * @see https://aws.amazon.com/ses/pricing/
 */
export const EUROS_PER_THOUSAND_MAILS = 0.16 * EUROS_PER_DOLLAR;
