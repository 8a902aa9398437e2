import type { Scheme } from '../scheme.ts'
import type { Variant } from './variant.ts'

/** The timestamp in the other unit, for senders that sign milliseconds and send seconds, or the other way round. */
export function* timestampVariants(scheme: Scheme, timestamp: string | null): Generator<Variant<string>> {
  if (timestamp === null || !/^\d{1,15}$/.test(timestamp) || !scheme.content.includes('{timestamp}')) return
  const sender = 'the sender signs a different timestamp from the one it sends'
  yield {
    name: 'timestamp-milliseconds',
    value: `${timestamp}000`,
    explanation: `The signature matches with the timestamp in milliseconds: ${sender}.`,
  }
  if (timestamp.length > 3) {
    const explanation = `The signature matches with the timestamp in seconds: ${sender}.`
    yield { name: 'timestamp-seconds', value: timestamp.slice(0, -3), explanation }
  }
}
