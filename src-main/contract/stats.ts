import { z } from 'zod'
import { id, method, time } from './method.ts'

/** Requests of one Source within one bucket of time; `sourceId` null = the Inbox. */
const requestStat = z.object({
  at: time,
  sourceId: id.nullable(),
  requests: z.number(),
  failed: z.number(),
  duplicates: z.number(),
  refused: z.number(),
  bytes: z.number(),
})
/** Attempts at one Endpoint within one bucket; `endpointId` null = bare URLs. Times are upper bounds in ms, null = none was made. */
const attemptStat = z.object({
  at: time,
  endpointId: id.nullable(),
  attempts: z.number(),
  failed: z.number(),
  p50: z.number().nullable(),
  p95: z.number().nullable(),
})
export type RequestStat = z.infer<typeof requestStat>
export type AttemptStat = z.infer<typeof attemptStat>

const DAY = 86_400_000

export const statsMethods = {
  'stats.get': method(
    'How much came in and went out over time, in buckets; empty buckets are left out.',
    {
      from: time,
      to: time,
      bucketMs: z
        .number()
        .int()
        .min(60_000, 'A bucket must be a minute (60000) or longer.')
        .max(30 * DAY)
        .refine(ms => ms % 60_000 === 0, 'A bucket must be a whole number of minutes.'),
    },
    z.object({
      requests: z.array(requestStat),
      attempts: z.array(attemptStat),
      /** False while the index is being built: `requests` do not have everything yet. */
      complete: z.boolean(),
    }),
  ),
}
