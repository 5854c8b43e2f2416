/** Names that the page around the lesson has for itself. */
const TAKEN = ['preau-lecon'];

/** Make each id of a part of a page the only one: links lead to the first, as browsers do. */
export function mendIds(out: string[], from: number, to: number): void {
  const times = new Map<string, number>(TAKEN.map((id) => [id, 1]));
  for (let at = from; at < to; at += 1) {
    const piece = out[at] ?? '';
    if (!piece.startsWith('<') || !piece.includes(' id="')) continue;
    out[at] = piece.replace(/ id="([^"]*)"/, (_, id: string) => ` id="${unique(id, times)}"`);
  }
}

function unique(id: string, times: Map<string, number>): string {
  const seen = times.get(id) ?? 0;
  if (seen === 0) {
    times.set(id, 1);
    return id;
  }
  let next = seen + 1;
  while (times.has(`${id}-${next}`)) next += 1;
  times.set(id, next).set(`${id}-${next}`, 1);
  return `${id}-${next}`;
}
