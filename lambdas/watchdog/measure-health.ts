import type { HealthPicture } from '../../app/health/health-picture.ts';
import { type HealthUnit, healthShapeOf } from '../../config/health-lines.ts';
import { measure, type MetricUnit } from '../middleware/metrics.ts';

const UNITS: { readonly [unit in HealthUnit]: MetricUnit } = {
  seconds: 'Seconds',
  count: 'Count',
  bytes: 'Count',
  days: 'Count',
  up: 'Count',
};

/** Note the figures that the home on AWS writes itself; one that could not be taken leaves a gap. */
export function measureHealth({ lines }: Pick<HealthPicture, 'lines'>): void {
  for (const { name, value } of lines) {
    const { cloudWatch, unit } = healthShapeOf(name);
    if (cloudWatch !== null && value !== null) measure(cloudWatch, value, UNITS[unit]);
  }
}
