import type { GoodReading } from './match.ts'
import type { Scheme } from './scheme.ts'
import { duration } from './texts.ts'
import type { Token } from './token.ts'

/** How a signed time stands to the tolerance. */
export interface Age {
  readonly code: 'timestamp_too_old' | 'timestamp_in_future' | null
  /** A sentence; empty when the scheme checks no time. */
  readonly detail: string
  /** The unit in which the timestamp would be within tolerance, when its own unit puts it far outside. */
  readonly otherUnit: 'seconds' | 'milliseconds' | null
  /** ms from the signed time to the arrival; absent where a token's own life was over. */
  readonly offMs?: number
}

const UNCHECKED: Age = { code: null, detail: '', otherUnit: null }

/**
 * Whether the signed time is within tolerance of a time (ms since epoch); both ends count as within. The future is refused like the
 * past: several vendors' own SDKs accept any future time, which makes a captured request good for as long as its signer liked.
 * @param asVendor let pass what the vendor's own SDK does
 */
export function ageOf(scheme: Scheme, reading: GoodReading, at: number, asVendor = false): Age {
  const life = reading.token === null ? null : lifeOf(reading.token, at)
  if (life !== null) return life
  const tolerance = (scheme.timestamp?.toleranceSeconds ?? Number.NaN) * 1000
  if (reading.time === null || Number.isNaN(tolerance)) return UNCHECKED
  const age = at - reading.time
  const allowed = allowedOf(tolerance)
  if (Math.abs(age) <= tolerance || (age < 0 && asVendor && scheme.vendorAccepts?.future)) {
    return { code: null, detail: `Signed ${duration(age)} ${age < 0 ? 'after' : 'before'} it arrived; ${allowed}.`, otherUnit: null }
  }
  const otherUnit = otherUnitOf(reading.time, at, tolerance)
  return age > 0
    ? { code: 'timestamp_too_old', detail: `It was signed ${duration(age)} before it arrived; ${allowed}.`, otherUnit, offMs: age }
    : {
        code: 'timestamp_in_future',
        detail: `Its timestamp is ${duration(age)} after its arrival; ${allowed}.`,
        otherUnit,
        offMs: age,
      }
}

const texts = new Map<number, string>()
/** Schemes share a few tolerances, and this is asked for every Request. */
function allowedOf(tolerance: number): string {
  let text = texts.get(tolerance)
  if (text === undefined) {
    text = `the tolerance is ${duration(tolerance)}`
    texts.set(tolerance, text)
  }
  return text
}

/** What a token's own `exp` and `nbf` (seconds) say against it; null when nothing. */
function lifeOf(token: Token, at: number): Age | null {
  const { exp, nbf } = token.claims
  if (typeof exp === 'number' && at > exp * 1000) {
    return { code: 'timestamp_too_old', detail: `Its token expired ${duration(at - exp * 1000)} before it arrived.`, otherUnit: null }
  }
  if (typeof nbf === 'number' && at < nbf * 1000) {
    return {
      code: 'timestamp_in_future',
      detail: `Its token becomes valid ${duration(nbf * 1000 - at)} after it arrived.`,
      otherUnit: null,
    }
  }
  return null
}

function otherUnitOf(time: number, at: number, tolerance: number): Age['otherUnit'] {
  if (Math.abs(at - time / 1000) <= tolerance) return 'milliseconds'
  return Math.abs(at - time * 1000) <= tolerance ? 'seconds' : null
}
