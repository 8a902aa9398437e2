import { Notification } from 'electron'
import type { Notice, Notifier } from '#app/ports.ts'

/** The system's own alerts. Buttons are there on macOS and Windows; a click opens. @param open called with what a clicked one is about */
export function nativeNotifier(open: (target: Notice['target']) => void): Notifier {
  let act: Parameters<NonNullable<Notifier['onAction']>>[0] = () => {}
  // Held until closed: Electron lets go of a shown alert, and its click with it. One a group, so that they replace each other.
  const shown = new Map<string, Notification>()
  return {
    native: Notification.isSupported(),
    hint: Notification.isSupported()
      ? null
      : 'The system shows no notifications: no notification service answers. Start one (dunst, mako, or that of your desktop); alerts show up in the window meanwhile.',
    onAction(listener) {
      act = listener
    },
    async notify(notice) {
      if (!Notification.isSupported()) return 'unavailable'
      shown.get(notice.group)?.close()
      const { group, title, body, actions } = notice
      const buttons = actions.map(({ label }) => ({ type: 'button' as const, text: label }))
      const notification = new Notification({ id: group, groupId: group, title, body, actions: buttons })
      shown.set(notice.group, notification)
      notification.on('click', () => open(notice.target))
      notification.on('action', ({ actionIndex }) => {
        const action = actions[actionIndex]
        if (action) act(notice.alertId, action.id)
      })
      notification.on('close', () => {
        if (shown.get(notice.group) === notification) shown.delete(notice.group)
      })
      notification.show()
      return 'shown'
    },
  }
}
