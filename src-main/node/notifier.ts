import type { Notifier } from '#app/ports.ts'

/** Plain Node has no alerts of its own: the page shows them, by the web Notification API or within itself. */
export const pageNotifier: Notifier = {
  native: false,
  notify: async () => 'unavailable',
}
