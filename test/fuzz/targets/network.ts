import { createHmac } from 'node:crypto';
import { readProviderWord } from '../../../adapters/aws/read-provider-word.ts';
import { readBounce } from '../../../adapters/local/bounce/read-bounce.ts';
import { createAcknowledgeLinks } from '../../../adapters/local/acknowledge-links.ts';
import { gatewayOver } from '../../../adapters/local/gateway-sms.ts';
import { anyHost } from '../../../adapters/local/loopback-guard.ts';
import { parseObservations } from '../../../adapters/local/parse-observations.ts';
import { readProbeRequests } from '../../../adapters/local/read-probe-requests.ts';
import { readWebhook } from '../../../adapters/local/sms-webhook.ts';
import { addressBook } from '../../../core/mirror/address-book.ts';
import { routeRequest } from '../../../core/mirror/route-request.ts';
import { answerReading, resultOf, stateOf, takeAnswer } from '../../../home/names/probe-answer.ts';
import { readCheckRequest } from '../../../home/names/route53-check-xml.ts';
import { readChangeBatch } from '../../../home/names/route53-xml.ts';
import { createNonceBook } from '../../../home/vantage/nonce-book.ts';
import { readAllowList } from '../../../home/vantage/allow-list.ts';
import { verifyRequest } from '../../../home/vantage/verify-request.ts';
import { readHttpEvent } from '../../../lambdas/http/read-http-event.ts';
import { askedLanguage } from '../../../web/http/asked-language.ts';
import { isKnownHost } from '../../../web/http/guard.ts';
import { readAddress } from '../../../web/http/read-address.ts';
import { parseCommand } from '../../../web/console/parse-command.ts';
import { parseForeignJson } from '../../../core/parse-foreign-json.ts';
import { sha256 } from '../../../core/units.ts';
import { type FuzzTarget, mustHold, textOf } from '../target.ts';

const JSONS = ['{"', '":"', '",', '[', ']', 'null', '"__proto__":{', '1e400', '\\u0000', '\\ud800'];
const HTTP = [
  'HTTP/1.1 200 OK\r\n',
  'Content-Length: ',
  'Transfer-Encoding: chunked',
  '\r\n\r\n',
  '0\r\n',
];

/** JSON where it is some: those who call have parsed it. */
function jsonIn(input: Uint8Array): unknown {
  try {
    return parseForeignJson(textOf(input));
  } catch {
    return null;
  }
}

const SECRET = Buffer.from('the shared secret');
const NOW = Date.UTC(2021, 3, 6, 7);
const SHAPE = {
  idField: 'data.message.id',
  keyField: 'key',
  statusField: 'status',
  detailField: 'error.text',
  words: {
    delivered: ['delivered'],
    expired: ['expired'],
    blocked: ['rejected'],
    bounced: ['failed'],
  },
};
const webhook: FuzzTarget = {
  name: 'sms-webhook',
  shape: 'text',
  maxBytes: 65_536,
  words: [...JSONS, 'id=', '&status=', '%00', 'delivered', '"data":{"message":{"id":"'],
  run: (input) => {
    const body = textOf(input);
    const timestamp = String(NOW);
    const signature = createHmac('sha256', SECRET).update(`${timestamp}.${body}`).digest('hex');
    const kinds = ['application/json', 'application/x-www-form-urlencoded', body.slice(0, 30)];
    const read = kinds.map((contentType) =>
      readWebhook({ timestamp, signature, contentType, body }, SECRET, SHAPE, NOW),
    );
    const stranger = { timestamp, signature: body.slice(0, 64), contentType: '', body };
    mustHold(readWebhook(stranger, SECRET, SHAPE, NOW).kind === 'refused', 'unsigned, and read');
    return read
      .map((one) => (one.kind === 'words' ? Math.min(one.words.length, 3) : one.kind))
      .join(' ');
  },
};

const bounce: FuzzTarget = {
  name: 'mail-bounce',
  shape: 'text',
  maxBytes: 65_536,
  words: [
    'Content-Type: message/delivery-status\r\n',
    '\r\n\r\n',
    '--b',
    'Status: 5.1.1',
    'Action: failed',
    '=?utf-8?B?',
    'boundary="',
    'Content-Transfer-Encoding: base64',
    'multipart/report',
    'To: ',
    ',',
    '<',
  ],
  run: async (input) => {
    const read = await readBounce(Buffer.from(input));
    if (read.kind !== 'report') return read.kind;
    mustHold(read.to.length <= 20, 'more addresses than are read');
    return `${read.word.kind} ${read.to.length}`;
  },
};

const providerWord: FuzzTarget = {
  name: 'provider-event',
  shape: 'text',
  maxBytes: 65_536,
  words: [
    ...JSONS,
    '"eventType":"',
    'TEXT_DELIVERED',
    'Bounce',
    '"Type":"Notification"',
    '"Message":"',
  ],
  run: (input) => {
    const word = readProviderWord(textOf(input));
    return `${word.kind} ${word.kind === 'receipt' ? word.receipt.kind : word.event.slice(0, 20)}`;
  },
};

const command: FuzzTarget = {
  name: 'console-command',
  shape: 'text',
  maxBytes: 65_536,
  words: [
    ...JSONS,
    '"kind":"',
    'veto',
    'shelter',
    'claim',
    '"platform":"',
    '"by":{',
    '"share":0.5',
  ],
  run: (input) => parseCommand(textOf(input)).kind,
};

const httpEvent: FuzzTarget = {
  name: 'http-event',
  shape: 'text',
  maxBytes: 65_536,
  words: [
    ...JSONS,
    '"rawPath":"',
    '"headers":{',
    '%2e%2e',
    '//evil',
    '"version":"2.0"',
    '"isBase64Encoded":true',
  ],
  run: async (input) => {
    const { request } = readHttpEvent(jsonIn(input));
    await request?.body();
    mustHold(request === null || request.url.host === 'localhost', 'an address elsewhere');
    return `${request?.method.slice(0, 8)} ${request === null}`;
  },
};

const book = addressBook({
  files: [{ path: '/a.html', sha256: sha256('0'), sizeBytes: 1, type: 'text/html' }],
  aliases: { '/mod/page/view.php?id=1': '/a.html' },
});
const secret = Buffer.alloc(32, 7);
const links = createAcknowledgeLinks(secret, 'https://preau.example/');

/** What anybody asks of the mirror, the faces and the agents: lines of a request, apart by line breaks. */
const httpRequest: FuzzTarget = {
  name: 'http-request',
  shape: 'text',
  maxBytes: 16_384,
  words: [
    '/a.html',
    '%2e%2e/',
    '%00',
    '?id=1',
    '&',
    'SAMLRequest=',
    '//',
    '\\',
    'GET',
    'application/json',
    'fr;q=0.9,',
    'localhost:80',
    '[::1]',
    '/stop/',
    '?p=',
    '%e0%80',
  ],
  run: (input) => {
    const [method = '', target = '', accept = '', host = ''] = textOf(input).split('\n');
    const route = routeRequest(book, { method, target, accept });
    const url = readAddress(target);
    mustHold(url === null || url.host === 'localhost', `an address elsewhere: ${url?.host}`);
    if (url !== null) mustHold(!links.knows(url.pathname, target.slice(-32)), 'a forged link');
    const known = isKnownHost(host, ['preau.example']);
    const own = /^(?:localhost|127\.0\.0\.1|\[::1\]|preau\.example)(?::\d+)?$/i.test(host);
    mustHold(!known || own, `a host of somebody else: ${host}`);
    return `${route.kind} ${askedLanguage(accept)} ${known}`;
  },
};

const PROBE = {
  platform: 'ent-nord',
  vantage: 'paris',
  target: 'origin',
  resolve: 'ent.example',
  serverName: 'ent.example',
  port: 443,
  path: '/',
  slowMs: 3_000,
  budgetMs: 8_000,
};
const allow = readAllowList('ent.example');

/** What a vantage is asked, and what it answers. */
const vantage: FuzzTarget = {
  name: 'vantage',
  shape: 'text',
  maxBytes: 65_536,
  words: [
    ...JSONS,
    '"requests":[',
    '"observations":[',
    '"failure":',
    '"timesMs":{',
    '"port":22',
    '169.254.169.254',
  ],
  run: (input) => {
    const json = jsonIn(input);
    const headers = {
      'preau-vantage': '1',
      'preau-timestamp': String(NOW),
      'preau-nonce': 'a'.repeat(22),
      'preau-signature': textOf(input).slice(0, 64),
    };
    const asked = { method: 'POST', path: '/probes', headers, body: input };
    const verified = verifyRequest(asked, secret, createNonceBook(), NOW);
    mustHold(verified.kind === 'stranger', 'a forged request was heard');
    const [answered] = observationsIn(json);
    const requests = readProbeRequests(json);
    const may = requests.filter((one) => allow.allows(one));
    mustHold(
      may.every(({ resolve }) => resolve.toLowerCase() === 'ent.example'),
      'off the list',
    );
    return `${requests.length} ${answered?.failure?.kind}`;
  },
};

/** What is no answer at all is thrown, and taken there for silence. */
function observationsIn(json: unknown): ReturnType<typeof parseObservations> {
  const requests = readProbeRequests({ requests: [PROBE] });
  const isAnswer = typeof json === 'object' && json !== null && 'observations' in json;
  const { observations } = isAnswer ? json : { observations: [] };
  return parseObservations(
    { observations: Array.isArray(observations) ? observations.slice(0, 1_000) : [] },
    requests,
  );
}

/** What an origin answers the name server's own checks, in pieces of any size. */
const checkAnswer: FuzzTarget = {
  name: 'check-answer',
  shape: 'bytes',
  maxBytes: 65_536,
  words: [
    ...HTTP,
    'HTTP/1.1 100 Continue\r\n\r\n',
    'ffffffff',
    ';a=b',
    'Connection: close\r\n',
    'Bienvenue',
  ],
  run: (input) => {
    const wanted = Buffer.from('Bienvenue');
    const whole = answerReading(wanted);
    takeAnswer(whole, Buffer.from(input));
    const pieces = answerReading(wanted);
    const step = 1 + (input.length % 13);
    for (let at = 0; at < input.length; at += step)
      takeAnswer(pieces, Buffer.from(input.subarray(at, at + step)));
    const [one, other] = [resultOf(whole), resultOf(pieces)];
    mustHold(one?.passed === other?.passed, `in pieces ${other?.reason}, whole ${one?.reason}`);
    return `${one?.reason} ${stateOf(whole)}`;
  },
};

/** What an SMS gateway answers. */
const gateway: FuzzTarget = {
  name: 'gateway-answer',
  shape: 'text',
  maxBytes: 4_096,
  words: [...JSONS, '0: Accepted for delivery', '"id":"', '"messageId":', '\r\n'],
  run: async (input) => {
    const text = textOf(input);
    const status = [200, 202, 302, 400, 429, 500, 502][input.length % 7] ?? 200;
    const url = 'https://sms.example/send?to={to}&text={text}&key={key}';
    const sms = gatewayOver(async () => ({ status, text, retryAfter: text.slice(0, 20) }), {
      url,
      guard: anyHost,
    });
    const sent = await sms.send({
      to: '+33601020304',
      text: 'essai',
      sender: 'PREAU',
      key: 'a/sms/b',
      ttlSec: 60,
    } as Parameters<typeof sms.send>[0]);
    mustHold(JSON.stringify(sent).length < 2_000, 'more than is kept of an answer');
    return sent.kind;
  },
};

const route53: FuzzTarget = {
  name: 'route53-xml',
  shape: 'text',
  maxBytes: 131_072,
  words: [
    '<Change>',
    '</Change>',
    '<Name>',
    '<Value>',
    '&#x0;',
    '&lt;',
    '<!DOCTYPE a>',
    '<![CDATA[',
    '<__proto__>',
    '<constructor>',
    '</constructor>',
    '<Weight>',
    '<HealthCheckConfig>',
    '<?a?>',
  ],
  run: (input) => {
    const text = textOf(input);
    const [batch, check] = [readChangeBatch(text), readCheckRequest(text)];
    return `${typeof batch} ${typeof check}`;
  },
};

export const targets = [
  webhook,
  bounce,
  providerWord,
  command,
  httpEvent,
  httpRequest,
  vantage,
  checkAnswer,
  gateway,
  route53,
];
