/** A length of time for a person, to the nearest: `4 seconds`, `12 minutes`, `1 hour`, `5.5 hours` (there are such time zones), `9 days`. */
export function duration(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000)
  if (seconds < 120) return count(seconds, 'second')
  const minutes = Math.round(seconds / 60)
  if (minutes === 60) return '1 hour'
  if (minutes < 120) return count(minutes, 'minute')
  const hours = seconds < 36_000 ? Math.round(seconds / 360) / 10 : Math.round(seconds / 3600)
  if (hours < 48) return count(hours, 'hour')
  return count(Math.round(seconds / 86_400), 'day')
}

/** `1 byte`, `32 bytes`. */
export function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`
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
