import { z } from 'zod'
import { id, listOf, method, ok, page, time } from './method.ts'

export const alertKinds = ['delivery_failed', 'endpoint_disabled', 'signature_failures', 'tunnel_lost', 'disk_low', 'handshake'] as const
/** What a click on the alert opens. */
export const alertTarget = z.object({ type: z.enum(['delivery', 'endpoint', 'source', 'request', 'settings']), id: z.string().nullable() })

export const alert = z.object({
  id,
  kind: z.enum(alertKinds),
  title: z.string(),
  body: z.string(),
  /** How many happenings this one alert stands for. */
  count: z.number(),
  firstAt: time,
  lastAt: time,
  target: alertTarget,
  acknowledgedAt: time.nullable(),
})
export type Alert = z.infer<typeof alert>
export type AlertKind = (typeof alertKinds)[number]

export const alertMethods = {
  'alerts.list': method('Alerts, newest first.', { unacknowledged: z.boolean().optional(), ...page }, listOf(alert)),
  'alerts.acknowledge': method('Marks alerts as seen; without ids, all.', { ids: z.array(id).max(500).optional() }, ok),
}
