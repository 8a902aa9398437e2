/** An address as bytes: 4 or 16. */
export type AddressBytes = readonly number[]

/**
 * Reads an address literal in every form that some resolver accepts: dotted, decimal (2130706433), octal (0177.0.0.1), hex
 * (0x7f000001), short (127.1), IPv6 with brackets, zone or an IPv4 tail, and with a trailing dot. Null when it is a name.
 * `net.isIP` alone is not enough: it calls 2130706433 a name, which getaddrinfo then happily turns into 127.0.0.1.
 */
export function parseAddress(literal: string): AddressBytes | null {
  let text = literal.trim().toLowerCase()
  if (text.startsWith('[') && text.endsWith(']')) text = text.slice(1, -1)
  if (text.includes(':')) return parseV6(text)
  if (text.endsWith('.')) text = text.slice(0, -1)
  return parseV4(text)
}

function parseV4(text: string): AddressBytes | null {
  const parts = text.split('.')
  if (parts.length > 4) return null
  const numbers: number[] = []
  for (const part of parts) {
    const value = parseNumber(part)
    if (value === null) return null
    numbers.push(value)
  }
  // As inet_aton does: the last part fills all bytes that are left, the others are one byte each.
  const last = numbers.pop() ?? 0
  const lastBytes = 4 - numbers.length
  if (numbers.some(value => value > 255) || last >= 256 ** lastBytes) return null
  const tail: number[] = []
  for (let i = lastBytes - 1; i >= 0; i--) tail.push(Math.floor(last / 256 ** i) % 256)
  return [...numbers, ...tail]
}

function parseNumber(part: string): number | null {
  if (/^0x[0-9a-f]*$/.test(part)) return part === '0x' ? 0 : Number.parseInt(part.slice(2), 16)
  if (/^0[0-7]+$/.test(part)) return Number.parseInt(part, 8)
  return /^(0|[1-9]\d*)$/.test(part) ? Number(part) : null
}

function parseV6(text: string): AddressBytes | null {
  const zone = text.indexOf('%')
  const plain = zone < 0 ? text : text.slice(0, zone)
  const halves = plain.split('::')
  if (halves.length > 2) return null
  const head = parseGroups(halves[0] ?? '')
  const tail = halves.length === 2 ? parseGroups(halves[1] ?? '') : []
  if (!head || !tail) return null
  const missing = 16 - head.length - tail.length
  if (halves.length === 2 ? missing < 2 : missing !== 0) return null
  return [...head, ...new Array<number>(missing).fill(0), ...tail]
}

function parseGroups(text: string): number[] | null {
  if (text === '') return []
  const bytes: number[] = []
  const groups = text.split(':')
  for (const [i, group] of groups.entries()) {
    if (i === groups.length - 1 && group.includes('.')) {
      if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(group)) return null
      const v4 = group.split('.').map(Number)
      if (v4.some(value => value > 255)) return null
      bytes.push(...v4)
    } else {
      if (!/^[0-9a-f]{1,4}$/.test(group)) return null
      const value = Number.parseInt(group, 16)
      bytes.push(value >> 8, value & 255)
    }
  }
  return bytes
}
