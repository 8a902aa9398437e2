import { z } from 'zod'
import { alert } from './alerts.ts'
import { checkProgress, checkRow } from './checks.ts'
import { deliveryRow } from './deliveries.ts'
import { job } from './jobs.ts'
import { id } from './method.ts'
import { requestRow } from './requests.ts'
import { tunnelStatus } from './tunnel.ts'
import { updateStatus } from './updates.ts'

/** What the core tells by itself. Rows are coalesced: one `request.added` may carry many (at most 30 frames a second). */
export const eventShapes = {
  /**
   * `more`: how many came too fast to be listed one by one; load the first page again. `othersFrom` comes with a filtered subscription
   * alone: where the rows came to that its filter does not let through (null = the Inbox), each once, for whoever counts them.
   */
  'request.added': z.object({ rows: z.array(requestRow), more: z.number().optional(), othersFrom: z.array(id.nullable()).optional() }),
  /** `outside` comes with a filtered subscription alone: changed rows that its filter does not let through, so take them out of view. */
  'request.changed': z.object({ rows: z.array(requestRow), outside: z.array(id).optional() }),
  'request.removed': z.object({ ids: z.array(id) }),
  'delivery.changed': z.object({ rows: z.array(deliveryRow) }),
  'delivery.removed': z.object({ ids: z.array(id) }),
  'job.changed': z.object({ job }),
  /** `result`: the scenario that has just ended; `started`: the id of one that begins. */
  'check.changed': z.object({ check: checkRow, result: checkProgress.optional(), started: z.string().optional() }),
  'tunnel.changed': z.object({ tunnel: tunnelStatus }),
  'update.changed': z.object({ update: updateStatus }),
  /** Something about its registrations is not as it was: ask `registrations.list` again. */
  'registration.changed': z.object({ sourceId: id }),
  'alert.raised': z.object({ alert }),
  'alert.changed': z.object({ alert }),
  /** It is news (new, not muted, not told a moment ago): show it to whoever looks. Follows the event that brought the alert. */
  'alert.told': z.object({ alert }),
  /** Sources, Endpoints, settings, providers or views were saved: ask again for what you show. */
  'config.changed': z.object({ what: z.enum(['sources', 'endpoints', 'settings', 'providers', 'views']) }),
} as const

export type EventType = keyof typeof eventShapes
export type EventPayload<T extends EventType> = z.infer<(typeof eventShapes)[T]>
/** An event as it travels. `seq` grows by one within an `epoch` (one run of the core); a gap or a new epoch means: load again. */
export type AppEvent = { [T in EventType]: { epoch: string; seq: number; type: T } & EventPayload<T> }[EventType]
export type Resync = { epoch: string; seq: number; type: 'resync' }
