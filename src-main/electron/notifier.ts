import { Notification } from 'electron'
import type { Notice, Notifier } from '#app/ports.ts'

/** The system's own alerts. @param open called with what a clicked one is about */
export function nativeNotifier(open: (target: Notice['target']) => void): Notifier {
  // Held until closed: Electron lets go of a shown alert, and its click with it. One a group, so that they replace each other.
  const shown = new Map<string, Notification>()
  return {
    native: Notification.isSupported(),
    async notify(notice) {
      if (!Notification.isSupported()) return 'unavailable'
      shown.get(notice.group)?.close()
      const notification = new Notification({ id: notice.group, groupId: notice.group, title: notice.title, body: notice.body })
      shown.set(notice.group, notification)
      notification.on('click', () => open(notice.target))
      notification.on('close', () => {
        if (shown.get(notice.group) === notification) shown.delete(notice.group)
      })
      notification.show()
      return 'shown'
    },
  }
}
