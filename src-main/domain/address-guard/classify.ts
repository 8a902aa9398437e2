import { type AddressBytes, parseAddress } from './parse.ts'

/** What kind of place an address is. Everything but `public` needs permission. */
export type AddressClass =
  | 'public'
  | 'loopback'
  | 'private'
  | 'link-local'
  /** Where clouds hand out credentials to whoever asks: the prize of every server-side request forgery. */
  | 'metadata'
  | 'unspecified'
  | 'multicast'
  /** Documentation, benchmarking, future use .. nothing real answers there. */
  | 'reserved'

type Range = readonly [prefix: readonly number[], bits: number, is: AddressClass]

/** IANA's special-purpose registries (RFC 6890 and later), narrow ranges before the wide ones that hold them. */
const v4Ranges: readonly Range[] = [
  [[169, 254, 169, 254], 32, 'metadata'],
  [[169, 254, 170, 2], 32, 'metadata'],
  [[169, 254, 170, 23], 32, 'metadata'],
  [[100, 100, 100, 200], 32, 'metadata'],
  [[168, 63, 129, 16], 32, 'metadata'],
  [[192, 0, 0, 192], 32, 'metadata'],
  [[0], 8, 'unspecified'],
  [[127], 8, 'loopback'],
  [[10], 8, 'private'],
  [[172, 16], 12, 'private'],
  [[192, 168], 16, 'private'],
  [[100, 64], 10, 'private'],
  [[169, 254], 16, 'link-local'],
  [[192, 0, 0], 24, 'reserved'],
  [[192, 0, 2], 24, 'reserved'],
  [[192, 88, 99], 24, 'reserved'],
  [[198, 18], 15, 'reserved'],
  [[198, 51, 100], 24, 'reserved'],
  [[203, 0, 113], 24, 'reserved'],
  [[224], 4, 'multicast'],
  [[240], 4, 'reserved'],
]

const v6Ranges: readonly Range[] = [
  [[0xfd, 0, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54], 128, 'metadata'],
  [[0xfd, 0x20, 0, 0xce, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54], 128, 'metadata'],
  [[0xfe, 0x80], 10, 'link-local'],
  [[0xfe, 0xc0], 10, 'private'],
  [[0xfc], 7, 'private'],
  [[0xff], 8, 'multicast'],
  // 2001::/23 is protocol assignments (Teredo, ORCHID, benchmarking); 2001:db8::/32 and 3fff::/20 are documentation.
  [[0x20, 0x01, 0, 0], 23, 'reserved'],
  [[0x20, 0x01, 0x0d, 0xb8], 32, 'reserved'],
  [[0x3f, 0xff, 0], 20, 'reserved'],
  // Only 2000::/3 is given out for the Internet.
  [[0x20], 3, 'public'],
]

/** Prefixes of IPv6 that carry an IPv4 address, and where it begins: what a translator on the way would really connect to. */
const carriers: readonly (readonly [prefix: readonly number[], bits: number, at: number])[] = [
  [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff], 96, 12], // IPv4-mapped ::ffff:0:0/96
  [[0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0], 96, 12], // IPv4-translated ::ffff:0:0:0/96
  [[0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0], 96, 12], // NAT64 64:ff9b::/96
  [[0x20, 0x02], 16, 2], // 6to4 2002::/16
  [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 96, 12], // IPv4-compatible ::/96 (long withdrawn, still parsed)
]

/** Kind of an address literal in any form; null when the text is a name (which has to be looked up first). */
export function classifyAddress(literal: string): AddressClass | null {
  const bytes = parseAddress(literal)
  return bytes ? classify(bytes) : null
}

function classify(bytes: AddressBytes): AddressClass {
  if (bytes.length === 4) return v4Ranges.find(([prefix, bits]) => within(bytes, prefix, bits))?.[2] ?? 'public'
  if (bytes.every(byte => byte === 0)) return 'unspecified'
  if (bytes.every((byte, i) => byte === (i === 15 ? 1 : 0))) return 'loopback'
  const carrier = carriers.find(([prefix, bits]) => within(bytes, prefix, bits))
  if (carrier) return classify(bytes.slice(carrier[2], carrier[2] + 4))
  return v6Ranges.find(([prefix, bits]) => within(bytes, prefix, bits))?.[2] ?? 'reserved'
}

function within(bytes: AddressBytes, prefix: readonly number[], bits: number): boolean {
  for (let bit = 0; bit < bits; bit += 8) {
    const mask = bits - bit >= 8 ? 255 : (255 << (8 - (bits - bit))) & 255
    if (((bytes[bit / 8] ?? 0) & mask) !== ((prefix[bit / 8] ?? 0) & mask)) return false
  }
  return true
}
