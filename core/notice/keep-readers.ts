import type { Delivery } from './delivery.ts';

/**
 * Narrow a correction's plan to those who read, or may yet read, the notice that it corrects: the
 * same contact on the same channel, and nobody else (P5). A contact that has left the directory
 * since is told too: it read the first.
 */
export function keepReaders(
  notice: string,
  planned: readonly Delivery[],
  readers: readonly Delivery[],
): readonly Delivery[] {
  const byKey = new Map(planned.map((delivery) => [delivery.key, delivery]));
  return readers.map((reader) => {
    const key = notice + reader.key.slice(reader.notice.length);
    const { notBefore: _, rings: __, ...lasting } = reader;
    return byKey.get(key) ?? { ...lasting, key, notice };
  });
}
