import { z } from 'zod'

/** What the host can do. Components ask for a capability, never for a platform. */
export const capabilities = z.object({
  /** Native OS alerts that the core sends itself; otherwise the page uses the web Notification API. */
  nativeAlerts: z.boolean(),
  /** Why there are no native alerts, and what would help; absent = there is nothing to say. */
  alertHint: z.string().nullable().optional(),
  tray: z.boolean(),
  /** How secrets are encrypted at rest, as a sentence part: `the system keychain`, `a key file`. */
  secretStorage: z.string(),
})
