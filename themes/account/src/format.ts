/** Dates and numbers as people of a language write them. Times are milliseconds since 1970 UTC. */
export function formats(locale: string) {
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
  const number = new Intl.NumberFormat(locale);
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  return {
    dateTime: (at: number) => dateTime.format(at),
    date: (at: number) => date.format(at),
    time: (at: number) => time.format(at),
    number: (count: number) => number.format(count),
    list: (items: string[]) => list.format(items),
    /** Without the day if it is today's. */
    moment: (at: number, now = Date.now()) => (date.format(at) === date.format(now) ? time.format(at) : dateTime.format(at)),
  };
}

export type Formats = ReturnType<typeof formats>;
