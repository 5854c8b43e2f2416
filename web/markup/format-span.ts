/** `3 h 12 min`, the same in every language; never « 0 min » for what was seen. */
export function formatSpan(ms: number): string {
  const whole = Math.max(ms > 0 ? 1 : 0, Math.round(ms / 60_000));
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  return hours === 0 ? `${rest} min` : `${hours} h ${String(rest).padStart(2, '0')} min`;
}
