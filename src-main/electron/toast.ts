import type { Notice, NoticeAction } from '#app/ports.ts'

/** What a notification, or a button of it, asks for. */
export interface Activation {
  readonly alertId: string
  readonly target: { readonly type: Notice['target']['type']; readonly id: string | null }
  /** A button; null = the notification itself was clicked. */
  readonly action: NoticeAction['id'] | null
}

type Named = Pick<Notice, 'alertId' | 'target'>
const ALERT = /^alr_[0-9a-z]{1,40}$/
const TYPES = ['delivery', 'endpoint', 'source', 'request', 'settings', 'tunnel', 'alerts'] as const satisfies Notice['target']['type'][]
const ACTIONS = ['retry', 'retry-all', 'mute'] as const satisfies NoticeAction['id'][]

/** The name under which the system keeps a notification. After a restart it is all that is left of it, so it says what a click opens. */
export function nameOf({ alertId, target }: Named): string {
  return [alertId, target.type, target.id ?? ''].join('/')
}

/** What such a name opens; null for anything else. */
export function readName(name: string): Activation | null {
  const parts = name.split('/')
  const [alertId = '', type = '', id = ''] = parts
  const known = TYPES.find(each => each === type)
  if (parts.length !== 3 || !ALERT.test(alertId) || known === undefined || !/^([a-z]+_[0-9a-z]{1,40})?$/.test(id)) return null
  return { alertId, target: { type: known, id: id === '' ? null : id }, action: null }
}

/**
 * Windows hands a notification's click to whichever instance it starts, as the text that was written into the notification: Electron's own
 * holds only a number that means nothing after a restart, so we write the whole notification ourselves.
 */
export function toastXml(notice: Notice): string {
  const name = nameOf(notice)
  const text = [notice.title, notice.body].map(line => `<text>${escaped(line)}</text>`).join('')
  const buttons = notice.actions.map(({ id, label }, at) => {
    const argument = `type=action&action=${at}&tag=${name}&do=${id}`
    return `<action content="${escaped(label)}" arguments="${escaped(argument)}" activationType="foreground"/>`
  })
  const actions = buttons.length === 0 ? '' : `<actions>${buttons.join('')}</actions>`
  const launch = escaped(`type=click&tag=${name}`)
  return `<toast launch="${launch}" activationType="foreground"><visual><binding template="ToastGeneric">${text}</binding></visual>${actions}</toast>`
}

/** Reads such a text again; null when it is none of ours. */
export function readActivation(text: string): Activation | null {
  const given = new URLSearchParams(text)
  const named = readName(given.get('tag') ?? '')
  if (!named) return null
  const action = ACTIONS.find(each => each === given.get('do')) ?? null
  return given.get('type') === 'action' && action === null ? null : { ...named, action }
}

/** Titles hold what strangers sent: nothing in them may be markup, nor what XML cannot hold at all. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\x20-\uFFFD\u{10000}-\u{10FFFF}]/gu, ' ')
    .replace(/[<>&"']/g, character => `&#${character.charCodeAt(0)};`)
}
