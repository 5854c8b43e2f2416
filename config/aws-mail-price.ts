/**
 * What a thousand mails cost by SES: 0.10 USD on AWS's price page (2026-09-20), reckoned at one
 * euro to the dollar, so that a plan never says less than the bill.
 *
 * @see https://aws.amazon.com/ses/pricing/
 */
export const EUROS_PER_THOUSAND_MAILS = 0.1;
