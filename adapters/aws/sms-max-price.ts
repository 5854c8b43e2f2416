/**
 * The most that one SMS may cost, in US dollars; a dearer one is not sent. Chosen: ten times the
 * price in France and more than in any of its territories, so that it stops the numbers that exist
 * to be expensive and no other.
 */
export const MAX_PRICE_DOLLARS = '1.00';
