import { describe, expect, it } from 'vitest';
import { judgeHealth } from '../../../app/health/judge-health.ts';
import { openMetrics } from '../../../app/health/open-metrics.ts';
import { HEALTH_LINES, healthShapeOf, type HealthName } from '../../../config/health-lines.ts';
import { facts } from './a-home.ts';

// Goal: what a scraper reads is OpenMetrics, and every figure of the picture is in it.
// Method: the text's lines against its grammar here; a parser of others reads it in conformance.

const LINE =
  /^(?:# (?:TYPE|UNIT|HELP) [a-z_]+ .+|[a-z_]+(?:\{[a-z]+="[^"\n]*"(?:,[a-z]+="[^"\n]*")*\})? -?\d[\d.e+]*)$/;

describe('the metrics', () => {
  const lines = openMetrics(judgeHealth(facts())).split('\n');

  it('end with the mark that says that none is missing', () => {
    expect(lines.slice(-2)).toEqual(['# EOF', '']);
  });

  it('are lines of the format, each family described before its samples', () => {
    for (const line of lines.slice(0, -2)) expect(line).toMatch(LINE);
  });

  it('tell each platform’s share and the notices of each stage', () => {
    expect(lines).toContain('preau_mirror_share{platform="nord"} 0');
    expect(lines).toContain('preau_notices{stage="sent"} 0');
    expect(lines).toContain('preau_round_age_seconds 9');
  });

  it('make no number up for a figure that could not be taken', () => {
    const text = openMetrics(judgeHealth(facts({ roundEndedAt: null })));
    expect(text).toContain('# TYPE preau_round_age_seconds gauge');
    expect(text).not.toMatch(/^preau_round_age_seconds /m);
    expect(text).toContain('preau_line_dead{line="rounds"} 1');
    expect(text).toContain('preau_healthy 0');
  });
});

describe('the table of lines', () => {
  const shapes = (Object.keys(HEALTH_LINES) as HealthName[]).map(healthShapeOf);

  it('gives no two lines one name, on either side', () => {
    const gauges = shapes.map(({ gauge }) => gauge);
    expect(new Set(gauges).size).toBe(gauges.length);
    const named = shapes.flatMap(({ cloudWatch }) => cloudWatch ?? []);
    expect(new Set(named).size).toBe(named.length);
  });

  it('ends each gauge of a measure with its unit, as OpenMetrics asks', () => {
    const measures = shapes.filter(({ unit }) => ['seconds', 'bytes', 'days'].includes(unit));
    const bare = measures.filter(({ gauge, unit }) => !new RegExp(`_${unit}$|_bytes$`).test(gauge));
    expect(measures.length).toBeGreaterThan(0);
    expect(bare).toEqual([]);
  });
});
