/** Does an Endpoint that subscribes to `patterns` want this event type? Exact, or with a trailing `*`; no patterns = everything. */
export function subscribes(patterns: readonly string[], eventType: string): boolean {
  if (patterns.length === 0) return true
  return patterns.some(pattern => (pattern.endsWith('*') ? eventType.startsWith(pattern.slice(0, -1)) : eventType === pattern))
}
