import type { AlertText } from '#domain/alerts.ts'

/** How one try to tell somebody ended. `message` is a sentence; `again`: it may go better later. */
export type ChannelResult =
  | { readonly ok: true; readonly message: string }
  | { readonly ok: false; readonly message: string; readonly again: boolean }

/** A way out of the machine. Never rejects: whatever happens is a result. */
export interface Channel {
  send(alert: AlertText): Promise<ChannelResult>
}

/** What a test sends: looks like an alert, and says that it is none. */
export function testAlert(now: number): AlertText {
  return {
    id: 'alr_test',
    kind: 'delivery_failed',
    title: 'Test alert',
    body: 'This is what an alert looks like here. Nothing has happened.',
    count: 1,
    firstAt: now,
    lastAt: now,
    target: { type: 'settings', id: null },
  }
}
