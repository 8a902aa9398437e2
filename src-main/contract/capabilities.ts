import { z } from 'zod'

/** What the host can do. Components ask for a capability, never for a platform. */
export const capabilities = z.object({
  /** Native OS alerts that the core sends itself; otherwise the page uses the web Notification API. */
  nativeAlerts: z.boolean(),
  /** Why there are no native alerts, and what would help; absent = there is nothing to say. */
  alertHint: z.string().nullable().optional(),
  /** An icon in the system's tray, into which the window can be closed. */
  tray: z.boolean(),
  /** The system can start it when a person logs in. */
  openAtLogin: z.boolean(),
  /** It looks for newer versions of itself; `updates.status` has more. */
  updates: z.boolean(),
  /** How secrets are encrypted at rest, as a sentence part: `the system keychain`, `a key file`. */
  secretStorage: z.string(),
})
export type Capabilities = z.infer<typeof capabilities>
