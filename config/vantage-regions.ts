/** What tells where a vantage looks from. */
interface Vantage {
  readonly region?: string;
}

/** The Region of a vantage's probe function: its own, else the home's. */
export const regionOfVantage = ({ region }: Vantage, home: string): string => region ?? home;

/** The Regions that need a probe function, each once, in the order of the vantages. */
export function vantageRegions(vantages: readonly Vantage[], home: string): readonly string[] {
  return [...new Set(vantages.map((vantage) => regionOfVantage(vantage, home)))];
}
