import { randomBytes } from 'node:crypto'
import type { Random } from '#app/ports.ts'

/** The system's cryptographic randomness. */
export const systemRandom: Random = {
  bytes: count => new Uint8Array(randomBytes(count)),
  // 53 bits, as many as a double between 0 and 1 can hold.
  next: () => Number(randomBytes(8).readBigUInt64BE() >> 11n) / 2 ** 53,
}
