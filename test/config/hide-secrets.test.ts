// Goal: a wrong value is shown as far as it helps, and the secret in it is not. Method: configurations that
// are refused, in every place where an address may carry a secret.
import { expect, test } from 'vitest';
import { readConfig } from '../../config/read-config.ts';
import { aConfig } from './a-config.ts';

test.each([
  [
    'notices.sms.gateway',
    'ftp://sms.example/send?user=a&key=s3cr3t&to={to}',
    'ftp://sms.example/send?…',
  ],
  ['notices.sms.gateway', 'ftp://moi:s3cr3t@sms.example/send', 'ftp://sms.example/send'],
  ['notices.sms.fallback.gateway', 'ftp://sms.example/#s3cr3t', 'ftp://sms.example/?…'],
  ['watch.heartbeat.url', 'http://garde.example/ping/s3cr3t', 'http://garde.example/…'],
  ['pages.url', 'ftp://etat.example/page', 'ftp://etat.example/page'],
])('%s is refused without what it hides: %s', (path, value, shown) => {
  const read = readConfig(aConfig({ [path]: value }), { language: 'en' });
  const problems = read.kind === 'refused' ? read.problems : [];
  expect(problems.find((problem) => problem.path === path)?.got).toBe(shown);
  expect(JSON.stringify(problems)).not.toContain('s3cr3t');
});

test('a whole section that is of another kind hides its addresses too', () => {
  const sms = ['http://sms.example/?key=s3cr3t'];
  const read = readConfig(aConfig({ 'notices.sms': sms }), { language: 'en' });
  expect(read.kind).toBe('refused');
  expect(JSON.stringify(read)).not.toContain('s3cr3t');
});
