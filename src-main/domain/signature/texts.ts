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
  return [...content.matchAll(/\{([^}?]+)\??\}/g)].map(match => partName(match[1] ?? '')).join(', ')
}

function partName(variable: string): string {
  const [name = '', argument = ''] = variable.split(/:(.*)/s)
  switch (name) {
    case 'header':
      return argument
    case 'body':
      return argument === '' ? 'body' : `the body’s ${argument}`
    case 'lines':
      return argument.split(',').join(', ')
    case 'headers':
      return 'the listed headers'
    case 'form':
    case 'php':
      return 'the form’s fields'
    case 'crc32':
      return 'the body’s checksum'
    case 'target':
      return 'path and query'
    case 'token':
      return 'the token'
    default:
      return name
  }
}
