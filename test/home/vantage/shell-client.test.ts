// Goal: docs/vantages.md says enough of the protocol for a stranger to speak it. Method: a client of
// curl and openssl that knows only what the page says; skipped where they are not installed.
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { Prober } from '../../../app/ports.ts';
import { epochMs } from '../../../core/units.ts';
import { probeOf } from '../../adapters/local/prober-fixture.ts';
import { anAgent } from './an-agent.ts';

const KEY = 'une-cle-de-quarante-trois-caracteres-ou-plus';

const SCRIPT = `
set -eu
hash() { openssl dgst -sha256 -hex | sed 's/.*= *//'; }
sign() { openssl dgst -sha256 -hex -hmac "$KEY" | sed 's/.*= *//'; }
timestamp=$(date +%s)000
nonce=$(openssl rand 16 | openssl base64 | tr '+/' '-_' | tr -d '=\\n')
bodyhash=$(printf %s "$BODY" | hash)
signature=$(printf 'preau-vantage-request/1\\nPOST\\n/probe\\n%s\\n%s\\n%s' "$timestamp" "$nonce" "$bodyhash" | sign)
answer=$(curl -sS -D - -X POST --data-binary "$BODY" -H 'Content-Type: application/json' \\
  -H 'Preau-Vantage: 1' -H "Preau-Timestamp: $timestamp" -H "Preau-Nonce: $nonce" \\
  -H "Preau-Signature: $signature" "$URL/probe")
said=$(printf %s "$answer" | tr -d '\\r' | sed -n 's/^preau-signature: //Ip')
body=$(printf %s "$answer" | tr -d '\\r' | sed '1,/^$/d')
expected=$(printf 'preau-vantage-answer/1\\n200\\n%s\\n%s' "$nonce" "$(printf %s "$body" | hash)" | sign)
[ "$said" = "$expected" ] && printf %s "$body"
`;

const missing = ['curl', 'openssl', 'sed'].filter((program) => {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return false;
  } catch {
    return true;
  }
});
if (missing.length > 0) console.warn(`shell client: skipped, not installed: ${missing.join(', ')}`);

test.skipIf(missing.length > 0)(
  'a client of curl and openssl is understood, and finds the answer signed',
  { timeout: 20_000 },
  async () => {
    const prober: Prober = {
      probe: async ({ platform, vantage, target }) => ({
        platform,
        vantage,
        target,
        at: epochMs(Date.now()),
        failure: null,
        timesMs: {},
        totalMs: 3,
      }),
    };
    const running = await anAgent(prober, 'ent.example,origine.ent.example', {
      key: Buffer.from(KEY),
    });
    const body = JSON.stringify({ requests: [probeOf({ port: 443 })] });
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const { execFile } = await import('node:child_process');
    const env = { ...process.env, KEY, URL: running.agent.url, BODY: body, no_proxy: '127.0.0.1' };
    execFile('sh', ['-c', SCRIPT], { env }, (error, out, err) =>
      error === null ? resolve(out) : reject(new Error(err, { cause: error })),
    );
    const out = await promise;
    await running.stop();
    const { observations } = JSON.parse(out) as { observations: unknown };
    expect(observations).toMatchObject([{ platform: 'ent', failure: null }]);
  },
);
