import { z } from 'zod'
import type { AlertAction, AlertTarget, AlertKind as Kind } from '../domain/alerts.ts'
import { id, listOf, method, ok, page, time } from './method.ts'

export const alertKinds = [
  'delivery_failed',
  'endpoint_failing',
  'endpoint_disabled',
  'signature_failures',
  'tunnel_lost',
  'disk_low',
  'handshake',
  'clock_off',
] as const satisfies readonly Kind[]
export const alertActions = ['retry', 'retry-all', 'mute', 'open'] as const satisfies readonly AlertAction[]
export const alertTargets = [
  'delivery',
  'endpoint',
  'source',
  'request',
  'settings',
  'tunnel',
] as const satisfies readonly AlertTarget['type'][]
/** What a click on the alert opens. */
export const alertTarget = z.object({ type: z.enum(alertTargets), id: z.string().nullable() })

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
  /** The Endpoint or Source that it belongs to, for `alerts.mute`; null = nothing but its kind. */
  subject: alertTarget.nullable(),
  /** What `alerts.act` takes for it, the most useful first; `open` is the caller's own. */
  actions: z.array(z.enum(alertActions)),
  /** It came while it was muted: history, and no news. */
  muted: z.boolean(),
  acknowledgedAt: time.nullable(),
})
export type Alert = z.infer<typeof alert>
export type AlertKind = (typeof alertKinds)[number]

const muteWhat = { kind: z.enum(alertKinds).optional(), target: z.object({ type: z.enum(['endpoint', 'source']), id }).optional() }
export const alertMute = z.object({ kind: z.enum(alertKinds).nullable(), target: alertTarget.nullable(), until: time })
export type AlertMute = z.infer<typeof alertMute>

export const alertMethods = {
  'alerts.list': method(
    'Alerts, newest first.',
    { unacknowledged: z.boolean().optional(), kind: z.enum(alertKinds).optional(), ...page },
    listOf(alert),
  ),
  'alerts.acknowledge': method('Marks alerts as seen; without ids, all.', { ids: z.array(id).max(500).optional() }, ok),
  'alerts.act': method(
    "Runs one of an alert's `actions`, like the buttons of its notification: `retry` its Delivery, `retry-all` its Endpoint's failed Deliveries in order (a job), `mute` it for an hour.",
    { id, action: z.enum(['retry', 'retry-all', 'mute']) },
    z.object({ ok: z.literal(true), jobId: id.optional() }),
  ),
  'alerts.mute': method(
    'Mutes a kind of alert, an Endpoint or Source, or that kind there, for `forMs` ms: such alerts appear only in the history. 0 unmutes.',
    {
      ...muteWhat,
      forMs: z
        .number()
        .int()
        .min(0)
        .max(30 * 86_400_000),
    },
    listOf(alertMute),
  ),
  'alerts.mutes': method('What is currently muted.', {}, listOf(alertMute)),
}
