import { describe, expect, test } from 'vitest';
import type { TcpLink } from '../../../../adapters/local/rfc2136/tcp-link.ts';
import { createZoneLanes } from '../../../../adapters/local/rfc2136/zone-lanes.ts';
import { PreauError } from '../../../../core/errors.ts';

// Goal: a zone's changes are made in the order that they were asked for, and one dead server costs
// one time-out and not a hundred.
// Method: a fake link that writes down what is asked of it.

const silent = () => new PreauError('dns-unreachable', 'nothing in 5 s', { retryable: true });

function aServer(opens: readonly boolean[] = []) {
  const log: string[] = [];
  let count = 0;
  const open = async (): Promise<TcpLink> => {
    count += 1;
    const number = count;
    log.push(`open ${number}`);
    if (opens[number - 1] === false) throw silent();
    return {
      exchange: async (message) => message,
      close: () => log.push(`close ${number}`),
    };
  };
  return { lanes: createZoneLanes(open), log };
}

describe('the lanes of zones', () => {
  test('one zone’s work goes in order over one connection, which ends with it', async () => {
    const { lanes, log } = aServer();
    const work = (name: string, waits: number) =>
      lanes.run('a', async () => {
        log.push(`${name} begins`);
        for (let turn = 0; turn < waits; turn += 1) await Promise.resolve();
        log.push(`${name} ends`);
      });
    await Promise.all([work('slow', 50), work('quick', 0)]);
    expect(log).toEqual([
      'open 1',
      'slow begins',
      'slow ends',
      'quick begins',
      'quick ends',
      'close 1',
    ]);
  });

  test('another zone does not wait', async () => {
    const { lanes } = aServer();
    const hanging = Promise.withResolvers<string>();
    const slow = lanes.run('a', () => hanging.promise);
    await expect(lanes.run('b', async () => 'done')).resolves.toBe('done');
    hanging.resolve('late');
    await expect(slow).resolves.toBe('late');
  });

  test('what waits for a dead server fails with the first, and what comes later asks again', async () => {
    const { lanes, log } = aServer([false, true]);
    const never = () => lanes.run('a', async () => log.push('worked'));
    const all = await Promise.allSettled(Array.from({ length: 100 }, never));
    expect(all.every(({ status }) => status === 'rejected')).toBe(true);
    expect(log).toEqual(['open 1']);
    await lanes.run('a', async () => log.push('worked'));
    expect(log).toEqual(['open 1', 'open 2', 'worked', 'close 2']);
  });

  test('a kept connection that has been closed is opened anew, once', async () => {
    const { lanes, log } = aServer();
    let tries = 0;
    const first = lanes.run('a', async () => 'first');
    const second = lanes.run('a', async () => {
      tries += 1;
      if (tries === 1) throw silent();
      return 'second';
    });
    await expect(Promise.all([first, second])).resolves.toEqual(['first', 'second']);
    expect(log).toEqual(['open 1', 'close 1', 'open 2', 'close 2']);
    const failing = lanes.run('a', async () => {
      throw silent();
    });
    await expect(failing).rejects.toMatchObject({ code: 'dns-unreachable' });
    expect(log.slice(4)).toEqual(['open 3', 'close 3']);
  });

  test('a refusal is its asker’s alone', async () => {
    const { lanes } = aServer();
    const refused = lanes.run('a', async () => {
      throw new PreauError('dns-change-refused', 'REFUSED');
    });
    const next = lanes.run('a', async () => 'done');
    await expect(refused).rejects.toMatchObject({ code: 'dns-change-refused' });
    await expect(next).resolves.toBe('done');
  });
});
