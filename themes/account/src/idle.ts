/** When a person who does nothing is warned and logged out. Times are milliseconds. */
export type IdleRule = { limit: number; warnBefore: number };

export type Idle = { state: "active" } | { state: "warned"; secondsLeft: number } | { state: "over" };

const MINUTE = 60_000;

/** Warns a minute before the end; of a shorter session, at half of it. */
export function idleRule(sessionSeconds: number): IdleRule {
  const limit = sessionSeconds * 1000;
  return { limit, warnBefore: Math.min(MINUTE, limit / 2) };
}

export function idle(rule: IdleRule, lastActivity: number, now: number): Idle {
  const left = lastActivity + rule.limit - now;
  if (left <= 0) {
    return { state: "over" };
  }
  return left <= rule.warnBefore ? { state: "warned", secondsLeft: Math.ceil(left / 1000) } : { state: "active" };
}

/** Whether the server has to hear of the activity, so that its session lives as long as ours. */
export function mustTellServer(rule: IdleRule, lastActivity: number, lastTold: number, now: number): boolean {
  return lastActivity > lastTold && now - lastTold > Math.min(MINUTE, rule.limit / 4);
}
