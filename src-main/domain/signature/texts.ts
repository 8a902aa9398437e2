/** A length of time for a person: `4 seconds`, `12 minutes`, `3 hours`, `9 days`. */
export function duration(ms: number): string {
  const seconds = Math.abs(ms) / 1000
  if (seconds < 120) return count(seconds, 'second')
  if (seconds < 7200) return count(seconds / 60, 'minute')
  if (seconds < 172_800) return count(seconds / 3600, 'hour')
  return count(seconds / 86_400, 'day')
}

function count(amount: number, unit: string): string {
  const whole = Math.floor(amount)
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`
}

/** What a template signs, in words: `timestamp, body`. */
export function signedParts(content: string): string {
  const names = [...content.matchAll(/\{([^}?]+)\??\}/g)].map(match => match[1] ?? '')
  return names.map(name => name.replace(/^header:/, '').replace(/^body:/, 'the body’s ')).join(', ')
}
