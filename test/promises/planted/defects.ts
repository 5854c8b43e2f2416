import type { Ports } from '../../../app/ports.ts';
import type { PromiseId } from '../../../core/promises/promise.ts';
import { minutes, seconds } from '../../../core/units.ts';
import type { PlayOptions } from '../world/play-world.ts';
import { asDesigned } from '../world/health-checks.ts';
import { soundAnswer } from '../world/prober.ts';

/** A Préau with one thing wrong: which promise that breaks, and what it does instead. */
export interface Planted {
  readonly promise: PromiseId;
  readonly what: string;
  readonly mutations: NonNullable<PlayOptions['mutations']>;
}

const ports = (change: (own: Ports) => Partial<Ports>): Planted['mutations'] => ({
  ports: (own) => ({ ...own, ...change(own) }),
});

/** At least one for each promise. */
export const PLANTED: readonly Planted[] = [
  {
    promise: 'P1',
    what: 'a measure that calls each mirror fit, whatever it serves',
    mutations: ports(({ prober }) => ({
      prober: {
        probe: async (request) => {
          const seen = await prober.probe(request);
          if (request.target !== 'mirror' || seen.failure?.stage === 'vantage') return seen;
          return { ...seen, ...soundAnswer(request.path) };
        },
      },
    })),
  },
  {
    promise: 'P2',
    what: 'a mirror’s record behind the origin’s own check: with no record healthy, all are',
    mutations: {
      makePair: (platform, share) => {
        const { records, checks } = asDesigned(platform, share);
        const both = records.find(({ setIdentifier }) => setIdentifier === 'origin')?.healthCheck;
        return { checks, records: records.map((one) => ({ ...one, healthCheck: both ?? '' })) };
      },
    },
  },
  {
    promise: 'P6',
    what: 'an order to stay that is never taken back',
    mutations: ports(({ dns }) => ({
      dns: { ...dns, setStay: async (id, on) => (on ? dns.setStay(id, on) : undefined) },
    })),
  },
  {
    promise: 'P3',
    what: 'an SMS that is sent again when no answer came',
    mutations: ports(({ sms }) => ({
      sms: {
        send: async (message) => {
          const first = await sms.send(message);
          return first.kind === 'unknown' ? sms.send(message) : first;
        },
      },
    })),
  },
  {
    promise: 'P3',
    what: 'a plan that forgets the last school',
    mutations: ports(({ deliveries }) => ({
      deliveries: { ...deliveries, plan: (all) => deliveries.plan(all.slice(0, -1)) },
    })),
  },
  {
    promise: 'P3',
    what: 'a mail that is called accepted before anybody was asked',
    mutations: ports(({ mail }) => ({
      mail: {
        send: async (message) => {
          const answer = await mail.send(message);
          return answer.kind === 'deferred' ? { kind: 'accepted', providerId: 'hoped' } : answer;
        },
      },
    })),
  },
  {
    promise: 'P4',
    what: 'a hold of ten seconds where the rules say minutes',
    mutations: {
      policy: (policy) => ({
        ...policy,
        shelter: { ...policy.shelter, minHoldMs: seconds(10), shareStepMs: seconds(1) },
      }),
    },
  },
  {
    promise: 'P4',
    what: 'a minute between rounds where the rules say seconds: health turns to and fro unseen',
    mutations: {
      policy: (policy) => ({
        ...policy,
        watch: { ...policy.watch, intervalMs: minutes(1) },
      }),
    },
  },
  {
    promise: 'P5',
    what: 'a cause that is told before its time',
    mutations: {
      policy: (policy) => ({ ...policy, cause: { ...policy.cause, firstWordMs: seconds(0) } }),
    },
  },
  {
    promise: 'P5',
    what: 'a correction that reaches all but the first who read the wrong word',
    mutations: ports(({ deliveries }) => ({
      deliveries: {
        ...deliveries,
        mayHaveRead: async (notice) => (await deliveries.mayHaveRead(notice)).slice(1),
      },
    })),
  },
  {
    promise: 'P6',
    what: 'an outbox that takes what must be tried again for done',
    mutations: ports(({ outbox }) => ({
      outbox: { ...outbox, retryAt: (key) => outbox.done(key) },
    })),
  },
  {
    promise: 'P7',
    what: 'a vantage that is cut off, and whose control seems to answer',
    mutations: {
      ports: (own, { landscape }) => ({
        ...own,
        prober: {
          probe: async (request) => {
            const seen = await own.prober.probe(request);
            const mirrored = landscape.policy.platforms.some(
              ({ id, mirror }) => id === request.platform && mirror !== undefined,
            );
            return mirrored ? seen : { ...seen, failure: null };
          },
        },
      }),
    },
  },
  {
    promise: 'P8',
    what: 'a line whose hour is written down otherwise than it was decided',
    mutations: ports(({ journal }) => ({
      journal: {
        ...journal,
        append: (entry) =>
          journal.append(
            entry.seq % 50 === 0
              ? { ...entry, event: { ...entry.event, at: seconds(1) as never } }
              : entry,
          ),
      },
    })),
  },
  {
    promise: 'P8',
    what: 'a share that DNS is told and no action asked for',
    mutations: ports(({ dns }) => ({
      dns: { ...dns, setShare: (id, share) => dns.setShare(id, share === 1 ? 0.99 : share) },
    })),
  },
  {
    promise: 'P9',
    what: 'a drill for which every address of the directory seems to have asked',
    mutations: ports(({ directory }) => ({
      directory: {
        ...directory,
        schoolsFor: async function* (platform) {
          for await (const { school, contacts } of directory.schoolsFor(platform))
            yield { school, contacts: contacts.map((one) => ({ ...one, origin: 'opt-in' })) };
        },
      },
    })),
  },
  {
    promise: 'P9',
    what: 'a subject that leaves EXERCICE out',
    mutations: ports(({ mail }) => ({
      mail: {
        send: (message) =>
          mail.send({ ...message, subject: message.subject.replace(/^EXERCICE\W*/u, '') }),
      },
    })),
  },
  {
    promise: 'P10',
    what: 'a subject that takes its platform’s words as they come',
    mutations: ports(({ mail }) => ({
      mail: {
        send: (message) => mail.send({ ...message, subject: `${message.subject}\r\nBcc: x@y` }),
      },
    })),
  },
  {
    promise: 'P10',
    what: 'a source that throws what nobody expects for an answer of no known form',
    mutations: ports(({ feeds }) => ({
      feeds: {
        read: async (company) => {
          const { reading } = await feeds.read(company);
          return {
            reading: reading.kind === 'read' && reading.open.length > 0 ? (null as never) : reading,
          };
        },
      },
    })),
  },
];
