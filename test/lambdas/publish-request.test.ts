import { describe, expect, test } from 'vitest';
import { requestOf } from '../../lambdas/publish-mirror/request-of.ts';
import { epochMs, platformId } from '../../core/units.ts';
import { configWith } from '../lib/mirror-app.ts';

const NIGHT = epochMs(Date.parse('2021-04-06T01:00:00Z'));
const ask = (changes: Readonly<Record<string, unknown>>, platform = 'ent') =>
  requestOf(configWith(changes), platformId(platform), NIGHT);

describe('what a night asks for', () => {
  test('are the names, the words and the time zone of its platform', () => {
    expect(ask({})).toMatchObject({ platform: 'ent', builtAt: NIGHT, timeZone: 'Europe/Paris' });
    expect(ask({ 'platforms.0.timeZone': 'Indian/Reunion' }).timeZone).toBe('Indian/Reunion');
  });

  test('is refused for a platform that has no mirror here', () => {
    expect(() => ask({}, 'temoin')).toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  test('is refused for a mirror that a machine publishes: it would replace its release', () => {
    expect(() => ask({ 'platforms.0.mirror.built': 'elsewhere' })).toThrow(
      expect.objectContaining({ code: 'mirror-built-elsewhere' }),
    );
  });
});
