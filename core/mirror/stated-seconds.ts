/**
 * How long a film or a sound is, as a page states it: seconds, or ISO 8601 (`PT3M20S`).
 *
 * @returns whole seconds; null for anything else, for nothing, and for more than a day
 */
export function statedSeconds(stated: string): number | null {
  const plain = /^\d{1,5}(?:\.\d{1,9})?$/.exec(stated);
  const parts = /^PT(?:(\d{1,2})H)?(?:(\d{1,4})M)?(?:(\d{1,5})(?:\.\d{1,9})?S)?$/.exec(stated);
  if (plain === null && parts === null) return null;
  const [hours = 0, minutes = 0, seconds = 0] = (parts?.slice(1) ?? ['0', '0', stated]).map(
    (part) => Math.round(Number(part ?? 0)),
  );
  const all = hours * 3_600 + minutes * 60 + seconds;
  return all > 0 && all <= 86_400 ? all : null;
}
