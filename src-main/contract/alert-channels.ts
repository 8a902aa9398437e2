import { z } from 'zod'
import { alertKinds } from './alerts.ts'
import { method, time } from './method.ts'

/** Ways that an alert goes beside the window's own list, which has them all. */
export const alertChannels = ['native', 'webhook', 'email'] as const
export type AlertChannel = (typeof alertChannels)[number]
export const testableChannels = ['native', 'webhook', 'email'] as const

const rule = z.strictObject({ native: z.boolean(), webhook: z.boolean(), email: z.boolean() })
export const alertRules = z.strictObject(
  Object.fromEntries(alertKinds.map(kind => [kind, rule])) as Record<(typeof alertKinds)[number], typeof rule>,
)
export type AlertRules = z.infer<typeof alertRules>

/** How the latest notice went out; `message` is a sentence. */
const lastResult = z.object({ at: time, ok: z.boolean(), message: z.string() }).nullable()

const webhookFields = {
  enabled: z.boolean(),
  /** `slack`: an incoming webhook (Mattermost's and Rocket.Chat's too); `json`: the alert as `alerts.list` shows it. */
  format: z.enum(['slack', 'json']),
  /** It may lie in a private network. */
  local: z.boolean(),
}
const emailFields = {
  enabled: z.boolean(),
  host: z.string().max(253),
  port: z.number().int().min(1).max(65_535),
  /** `starttls` refuses to go on unencrypted; `tls` from the first byte (port 465); `none` for a relay on this machine. */
  security: z.enum(['starttls', 'tls', 'none']),
  /** '' = the server asks for none. */
  user: z.string().max(320),
  from: z.string().max(320),
  to: z.array(z.string().min(3).max(320)).max(20),
  local: z.boolean(),
  /** A certificate authority of the server's own, PEM. */
  ca: z.string().max(65_536).nullable(),
}

/** Channels as they are set. The URL (it is a credential in itself) and the password come back masked; null = none. */
export const alertSettings = z.object({
  rules: alertRules,
  webhook: z.object({ ...webhookFields, url: z.string().nullable(), last: lastResult }),
  email: z.object({ ...emailFields, password: z.string().nullable(), last: lastResult }),
  native: z.object({
    /** False: this host has no alerts of its own; the page shows them. */
    available: z.boolean(),
    /** Why not, and what would help; null when there is nothing to say. */
    hint: z.string().nullable(),
  }),
})
export type AlertSettings = z.infer<typeof alertSettings>

/** A secret that goes in: absent = keep, null = remove. */
const secret = z.string().min(1).max(4096).nullable().optional()

export const alertChannelMethods = {
  'alerts.channels': method('Where alerts are sent, and which ones.', {}, alertSettings),
  'alerts.saveChannels': method(
    'Changes where alerts go; fields left out keep their value.',
    {
      rules: z.strictObject(Object.fromEntries(alertKinds.map(kind => [kind, rule.partial().optional()]))).optional(),
      webhook: z.strictObject({ ...z.object(webhookFields).partial().shape, url: secret }).optional(),
      email: z.strictObject({ ...z.object(emailFields).partial().shape, password: secret }).optional(),
    },
    alertSettings,
  ),
  'alerts.testChannel': method(
    'Sends a test alert through a channel, whether or not it is turned on. `message` says how it went.',
    { channel: z.enum(testableChannels) },
    z.object({ ok: z.boolean(), message: z.string() }),
  ),
}
