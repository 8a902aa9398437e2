import { z } from 'zod'
import { capabilities } from './capabilities.ts'
import { id, listOf, method, ok } from './method.ts'
import { secretRoles } from './secrets.ts'

export const providerInfo = z.object({
  id: z.string(),
  name: z.string(),
  /** Other names that people look for it by. */
  aliases: z.array(z.string()).optional(),
  /** What its facts were checked against; `custom` = a person has described it (`providers.save`). */
  evidence: z.enum(['sdk', 'docs', 'secondary', 'custom']),
  schemes: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      secretRole: z.enum(secretRoles),
      secretHint: z.string(),
      /** Why nobody but the provider can sign with it; null when we can. */
      unsignable: z.string().nullish(),
      /** The kind of our own key pair that signs for it where the provider's private key is missing; `keys.get` has the public half. */
      ownKey: z.enum(['ed25519', 'ecdsa-p256', 'rsa']).nullish(),
    }),
  ),
  /** Names of the handshakes that are answered by themselves. */
  handshakes: z.array(z.string()).optional(),
  /** Secrets that it takes beside the schemes' own, and what to put there. */
  extraRoles: z.array(z.object({ role: z.enum(secretRoles), hint: z.string() })).optional(),
  /** `page`: the dashboard page where one does so, where `url` is the documentation. */
  setup: z.object({ url: z.string().nullable(), page: z.string().optional(), paste: z.string(), secret: z.string() }),
  timeoutMs: z.number().nullable(),
  retries: z.string(),
})
export type ProviderInfo = z.infer<typeof providerInfo>

const MiB = 1024 ** 2

export const settings = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  contrast: z.enum(['system', 'more', 'usual']),
  /** Retention in bytes and days; pinned Requests are kept. The floors are there because a slip (0, -1) would delete everything. */
  maxBytes: z
    .number()
    .min(64 * MiB, 'Keep at least 64 MiB (67108864).')
    .max(Number.MAX_SAFE_INTEGER),
  inboxMaxBytes: z.number().min(MiB, 'Keep at least 1 MiB (1048576) of the Inbox.').max(Number.MAX_SAFE_INTEGER),
  inboxMaxDays: z.number().min(1, 'Keep the Inbox for at least a day.').max(36_500, 'Keep the Inbox for at most a hundred years (36500).'),
  notifications: z.boolean(),
  /** Switch the tunnel on when the app starts, as it was switched on last. */
  tunnelAtStart: z.boolean(),
  /** Closing the window leaves Hookbench running in the tray, where there is one. */
  closeToTray: z.boolean(),
  /** The system starts Hookbench, without its window, when a person logs in. */
  openAtLogin: z.boolean(),
  /** Newer versions are looked for, downloaded, and installed at the end. */
  updates: z.boolean(),
})
export type Settings = z.infer<typeof settings>

export const appInfo = z.object({
  version: z.string(),
  receiver: z.string(),
  api: z.string(),
  dataDir: z.string(),
  capabilities,
  /** Exact up to 10,000; 10,001 stands for more. */
  requestCount: z.number(),
  storeBytes: z.number(),
})
export type AppInfo = z.infer<typeof appInfo>

export const appMethods = {
  'app.info': method('Version, addresses, data folder and what this host can do.', {}, appInfo),
  'providers.list': method('Providers whose webhooks can be verified, by name.', {}, listOf(providerInfo)),
  'providers.guess': method(
    'Which provider a stored Request looks like, most likely first.',
    { requestId: id },
    listOf(z.object({ provider: z.string(), confidence: z.number() })),
  ),
  'settings.get': method('Settings.', {}, settings),
  'settings.save': method('Changes settings; fields left out keep their value.', settings.partial().shape, settings),
  subscribe: method(
    'Sends events for the given topics on this connection. `since` resumes: missed events are sent, or `resync` if they are no longer known.',
    {
      topics: z.array(z.string().max(64)).max(20),
      filter: z.string().max(4096).optional(),
      since: z.object({ epoch: z.string(), seq: z.number() }).optional(),
    },
    z.object({ epoch: z.string(), seq: z.number() }),
  ),
  unsubscribe: method('Ends the subscription of this connection.', {}, ok),
}
