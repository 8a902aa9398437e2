import { z } from 'zod'
import type { AutoDisable, CircuitChoice } from '../domain/delivery/health.ts'
import type { Sending, SendingState } from '../domain/delivery/sending.ts'
import { time } from './method.ts'

export const sendingStates = [
  'active',
  'failing',
  'releasing',
  'throttled',
  'circuit-open',
  'probing',
  'paused',
  'disabled',
] as const satisfies readonly SendingState[]

/** After so many failures in a row (no connection, no answer in time, 5xx) the Endpoint is left alone, then probed by one Delivery. */
export const circuit = z.strictObject({
  afterFailures: z.number().int().min(1).max(1000),
  /** Of the first pause; it doubles with each failed probe, up to 15 minutes (or this, where this is longer). */
  openSeconds: z.number().min(1).max(86_400),
}) satisfies z.ZodType<CircuitChoice>

/** Switches an Endpoint off that has only failed for so long, or so often in a row. Alerts come at 50, 70, 90 and 100 % of either. */
export const autoDisable = z
  .strictObject({
    afterHours: z.number().positive().max(2400).nullable().default(null),
    afterFailures: z.number().int().min(1).max(100_000).nullable().default(null),
  })
  .refine(({ afterHours, afterFailures }) => afterHours !== null || afterFailures !== null, {
    error: 'Auto-disable needs afterHours, afterFailures or both.',
  }) satisfies z.ZodType<AutoDisable>

/** What the engine does with an Endpoint at this moment. */
export const endpointSending = z.object({
  state: z.enum(sendingStates),
  /** When that ends by itself; null when it does not, or when nothing is held. */
  until: time.nullable(),
  /** A sentence for a person; null while `active`. */
  reason: z.string().nullable(),
  /** Failed attempts in a row, and when the first of them was. */
  failures: z.number(),
  failingSince: time.nullable(),
}) satisfies z.ZodType<Sending>

export const registration = z.object({
  /** Which ownership handshake it went through: `challenge`, or the provider whose handshake was acted out. */
  handshake: z.string(),
  verifiedAt: time.nullable(),
})
