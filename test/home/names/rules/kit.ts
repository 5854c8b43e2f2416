import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { encode, decode, type RecordType } from 'dns-packet';
import { weightedAnswer } from '../../../../core/shelter/weighted-answer.ts';
import { answerQuery } from '../../../../home/names/answer-query.ts';
import type { CreatedCheck } from '../../../../home/names/created-check.ts';
import { namesModel } from '../../../../home/names/names-model.ts';
import { probeOrigin } from '../../../../home/names/probe-origin.ts';
import { route53Front } from '../../../../home/names/route53-front.ts';
import { route53Gate } from '../../../../home/names/route53-gate.ts';
import { aSpec } from '../names-fixture.ts';

// What the rows of the rule table run on: the model of Route 53 in one process, its API without a
// socket, its answers as bytes, and a clock that only a row moves.

/** One sentence of the documentation, and what the model makes of it. */
export interface Rule {
  /** In our own words. */
  readonly sentence: string;
  /** The page of the Developer Guide, or of the API Reference when it begins with `API_`. */
  readonly page: string;
  readonly holds: () => void | Promise<void>;
}

interface Settings {
  readonly checkers?: number;
  readonly threshold?: number;
  readonly propagateMs?: number;
  readonly throttle?: boolean;
}

/** `weight` null: a simple record. */
interface Wanted {
  readonly action?: 'CREATE' | 'UPSERT' | 'DELETE';
  readonly name?: string;
  readonly type?: string;
  readonly weight?: number | null;
  readonly id?: string;
  readonly ttl?: number;
  readonly check?: string;
}

export function kit({
  checkers = 1,
  threshold = 1,
  propagateMs = 0,
  throttle = false,
}: Settings = {}) {
  const zones = [
    { name: 'example.com', ns: ['ns1.example.com', 'ns2.example.com'] },
    { name: 'example.org', ns: ['ns1.example.com'] },
  ];
  const spec = {
    ...aSpec('/nowhere', [], { zones, checkers, propagateMs }),
    failureThreshold: threshold,
  };
  const model = namesModel(
    spec,
    null,
    async () => {},
    () => {},
  );
  const gate = route53Gate({ throttle, down: false });
  const zoneId = (name = 'example.com') => model.zones.find((zone) => zone.name === name)?.id ?? '';
  async function call(method: string, path: string, body = '', query = '') {
    const exchange = {
      method,
      path: `/2013-04-01/${path}`,
      query: new URLSearchParams(query),
      body,
    };
    const reply = await route53Front(exchange, model, gate, () => 0);
    const code = /<Code>(\w+)</.exec(reply?.body ?? '')?.[1] ?? '';
    return { status: reply?.status ?? 0, body: reply?.body ?? '', code };
  }
  return {
    model,
    gate,
    zoneId,
    call,
    /** ChangeResourceRecordSets. */
    change: (changes: readonly string[], zone?: string) =>
      call('POST', `hostedzone/${zoneId(zone)}/rrset`, batchXml(changes)),
    /** A check of which a row says what its checkers find; none looks by itself. */
    async check(id: string, more: object = {}, switches: object = {}) {
      const config = {
        kind: 'http',
        address: '192.0.2.1',
        port: 80,
        path: '/',
        host: '',
        expect: '',
      };
      const created = {
        id,
        reference: id,
        config: { ...config, intervalSec: 10, failureThreshold: threshold, ...more },
      } as CreatedCheck;
      await model.addCheck(created, { disabled: false, inverted: false, ...switches });
      return id;
    },
    hear: (id: string, passed: boolean, checker = 0) => model.hearCheck(id, passed, '', checker),
    healthy: (id: string) => model.board.healthy(id),
    reply: (name: string, type = 'A', chance = 0) =>
      decode(
        answerQuery(
          encode({ type: 'query', id: 1, questions: [{ name, type: type as RecordType }] }),
          'tcp',
          {
            zones: model.zones,
            book: model.served,
            serial: model.serial,
            choose: (records) => weightedAnswer(records, model.board.healthy, chance),
          },
        ) ?? Buffer.alloc(0),
      ),
    /** Whether www.example.com is answered, and not NXDOMAIN (rcode 3). */
    exists(): boolean {
      return ((this.reply('www.example.com').flags ?? 0) & 0xf) === 0;
    },
    /** How often each value is answered when every chance out of `draws` is drawn once. */
    draw(name = 'www.example.com', draws = 256): Readonly<Record<string, number>> {
      const seen: Record<string, number> = {};
      for (let draw = 0; draw < draws; draw += 1) {
        for (const answer of this.reply(name, 'A', draw / draws).answers ?? []) {
          const value = 'data' in answer && typeof answer.data === 'string' ? answer.data : '?';
          seen[value] = (seen[value] ?? 0) + 1;
        }
      }
      return seen;
    },
  };
}

/** One Change element: a weighted A record of www.example.com unless told otherwise. */
export function line(values: string | readonly string[], more: Wanted = {}): string {
  const { action = 'CREATE', name = 'www.example.com', type = 'A', weight = null, ttl = 60 } = more;
  const list = typeof values === 'string' ? [values] : values;
  const weighted =
    weight === null
      ? ''
      : `<SetIdentifier>${more.id ?? list[0]}</SetIdentifier><Weight>${weight}</Weight>`;
  const records = list.map(
    (value) => `<ResourceRecord><Value>${escaped(value)}</Value></ResourceRecord>`,
  );
  const check = more.check === undefined ? '' : `<HealthCheckId>${more.check}</HealthCheckId>`;
  return `<Change><Action>${action}</Action><ResourceRecordSet><Name>${name}</Name><Type>${type}</Type>${weighted}<TTL>${ttl}</TTL><ResourceRecords>${records.join('')}</ResourceRecords>${check}</ResourceRecordSet></Change>`;
}

export const checkXml = (inside: string, reference = 'one'): string =>
  `<CreateHealthCheckRequest><CallerReference>${reference}</CallerReference><HealthCheckConfig>${inside}</HealthCheckConfig></CreateHealthCheckRequest>`;
export const ENDPOINT =
  '<IPAddress>192.0.2.1</IPAddress><Port>80</Port><Type>HTTP</Type><ResourcePath>/</ResourcePath>';

/** Probe once what `answer` says to whoever asks by HTTP. */
export async function probed(
  answer: { readonly status?: number; readonly body?: string; readonly headers?: object },
  expect = '',
): Promise<boolean> {
  const { status = 200, body = '', headers = {} } = answer;
  const server = createServer((_, response) =>
    response.writeHead(status, { ...headers }).end(body),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const check = {
    kind: 'http',
    id: 'one',
    host: 'a',
    addresses: ['127.0.0.1'],
    port,
    path: '/',
    expect,
  } as const;
  const { passed } = await probeOrigin(check, 2_000);
  server.closeAllConnections();
  server.close();
  return passed;
}

const batchXml = (changes: readonly string[]): string =>
  `<ChangeResourceRecordSetsRequest><ChangeBatch><Changes>${changes.join('')}</Changes></ChangeBatch></ChangeResourceRecordSetsRequest>`;
const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
