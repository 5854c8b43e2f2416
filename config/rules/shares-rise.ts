import type { Rule } from './rule.ts';

/** The way back only gains, and ends with everybody back. */
export const sharesRise: Rule = ({ shelter: { originShares: shares } }) => {
  if (!shares) return [];
  const path = ['shelter', 'originShares'];
  const falls = shares.findIndex((share, index) => index > 0 && share <= (shares[index - 1] ?? 0));
  if (falls > 0) return [{ code: 'shares-not-rising', path: [...path, falls] }];
  if (shares.at(-1) === 1) return [];
  return [{ code: 'shares-not-whole', path: [...path, shares.length - 1] }];
};
