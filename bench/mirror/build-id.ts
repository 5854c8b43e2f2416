import { z } from 'zod';

const report = z.object({ buildId: z.string() });

/** The build id in what `preau mirror build --json` printed. */
export const buildIdOf = (output: string): string => report.parse(JSON.parse(output)).buildId;
