/** An event pattern has at most 2,048 characters; the rest of ours takes fewer than 148. */
const CHARACTERS_MAX = 1_900;

/**
 * Names in as few lists as event patterns can hold, in their order.
 *
 * @returns as many lists as needed, none of them empty; none for no names
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html Event pattern size
 */
export function groupNames(names: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let room = 0;
  for (const name of names) {
    // Its quotes and its comma with it.
    const size = name.length + 3;
    if (size > room) {
      groups.push([]);
      room = CHARACTERS_MAX;
    }
    groups.at(-1)?.push(name);
    room -= size;
  }
  return groups;
}
