import { join } from 'node:path';
import { openDeliveries } from '../../adapters/local/deliveries.ts';
import { sampleSchools } from './fixture.ts';
import { insertOnly } from './peers.ts';
import { planInto } from './stage.ts';

// Plan one notice, say what it took, and only then insert the same rows with nothing else.

const [folder = '.', run = '0', count = '0'] = process.argv.slice(2);
const peakMB = (): number => process.resourceUsage().maxRSS / 1_024;

// The directory stands in a database by itself: to read the sample is not planning.
await sampleSchools();
const emptyMB = peakMB();
const deliveries = openDeliveries(join(folder, `plan-${run}.sqlite`));
const startedMs = performance.now();
await planInto(deliveries, Number(count));
const planSec = (performance.now() - startedMs) / 1_000;
const peak = peakMB();
deliveries.close();
const rows = Array.from({ length: Number(count) }, (_, index) => ({
  key: `bench/peer/mail/${index}`,
  notice: 'bench/peer',
  channel: 'mail' as const,
  address: `peer${index}@ecole.example`,
  recipients: [`${index}`],
  language: 'fr' as const,
  priority: index,
}));
const insertSec = await insertOnly(join(folder, `peer-${run}.sqlite`), rows);
process.send?.({ planSec, insertSec, peakMB: peak, emptyMB });
process.disconnect?.();
