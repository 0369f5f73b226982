/** The first moment of a day as a date field writes it (YYYY-MM-DD), in the person's time; undefined if it is none. */
export function startOfDay(day: string): number | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!parts) {
    return undefined;
  }
  const at = new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])).getTime();
  return Number.isNaN(at) ? undefined : at;
}

/** The first moment of the day after. */
export function endOfDay(day: string): number | undefined {
  const start = startOfDay(day);
  if (start === undefined) {
    return undefined;
  }
  const next = new Date(start);
  next.setDate(next.getDate() + 1);
  return next.getTime();
}
