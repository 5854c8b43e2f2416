import type { Rule } from './rule.ts';

/** The hold works while Préau's own Region is down. */
export const holdApart: Rule = ({ aws: { region, holdRegion } }) => {
  if (region === undefined || region !== holdRegion) return [];
  const path = ['aws', 'holdRegion'];
  return [{ code: 'hold-region-is-home', path, values: { region }, got: holdRegion }];
};
