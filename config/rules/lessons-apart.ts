import type { Rule } from './rule.ts';

/** The lessons are there while the home's Region is down, and while that of the holds is. */
export const lessonsApart: Rule = ({ aws: { region, holdRegion, mirrors } }) => {
  const taken = mirrors && [region, holdRegion].includes(mirrors.region);
  if (!taken) return [];
  const values = { taken: [region, holdRegion].filter((one) => one !== undefined).join(', ') };
  return [{ code: 'mirrors-region-taken', path: ['aws', 'mirrors', 'region'], values }];
};
