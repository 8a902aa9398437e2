import { Notification } from 'electron'
import type { Notice, Notifier } from '#app/ports.ts'
import { type Activation, nameOf, readActivation, readName, toastXml } from './toast.ts'

/** The system's own alerts. Buttons are there on macOS and Windows; a click opens. @param open called with what a clicked one is about */
export function nativeNotifier(open: (target: Activation['target']) => void): Notifier {
  let act: Parameters<NonNullable<Notifier['onAction']>>[0] = () => {}
  // Held until closed: Electron lets go of a shown alert, and its click with it. One a group, so that they replace each other.
  const shown = new Map<string, Notification>()
  const windows = process.platform === 'win32'
  return {
    native: Notification.isSupported(),
    hint: Notification.isSupported()
      ? null
      : 'The system shows no notifications: no notification service responds. Start one (dunst, mako, or your desktop’s own); meanwhile alerts show up in the window.',
    onAction(listener) {
      act = listener
      reattach(activation => (activation.action === null ? open(activation.target) : act(activation.alertId, activation.action)))
    },
    async notify(notice) {
      if (!Notification.isSupported()) return 'unavailable'
      shown.get(notice.group)?.close()
      const notification = made(notice, windows)
      const { group, actions } = notice
      shown.set(group, notification)
      notification.on('close', () => {
        if (shown.get(group) === notification) shown.delete(group)
      })
      // Windows tells all of it through `handleActivation`, whether this object is still there or not.
      if (!windows) {
        notification.on('click', () => open(notice.target))
        notification.on('action', ({ actionIndex }) => {
          const action = actions[actionIndex]
          if (action) act(notice.alertId, action.id)
        })
      }
      notification.show()
      return 'shown'
    },
  }
}

function made(notice: Notice, windows: boolean): Notification {
  const { group, title, body, actions } = notice
  const named = { id: nameOf(notice), groupId: group }
  if (windows) return new Notification({ ...named, toastXml: toastXml(notice) })
  return new Notification({ ...named, title, body, actions: actions.map(({ label }) => ({ type: 'button' as const, text: label })) })
}

/** Alerts that an earlier run has shown: the click on one may be what started this one. Linux keeps none. */
function reattach(activated: (activation: Activation) => void): void {
  if (process.platform === 'win32') {
    Notification.handleActivation(details => {
      const activation = readActivation(details.arguments)
      if (activation) activated(activation)
    })
  }
  if (process.platform !== 'darwin') return
  // Only a signed application has a history; without one there is nothing to attach to.
  Notification.getHistory().then(
    old => {
      for (const notification of old) {
        const named = readName(notification.id)
        if (named) notification.on('click', () => activated(named))
      }
    },
    () => undefined,
  )
}
