import { desk, type MenuItem } from './desk.ts'
import { windows } from './window.ts'

/** What a test can ask of the application from outside, over the process's own channel. Each answers with JSON. */
export interface Commands {
  /** Runs an expression in the page. */
  evaluate(code: string): Promise<unknown>
  /** Presses a menu item. */
  menu(id: string): unknown
  /** Clicks the newest notification. */
  clickNotification(): unknown
  /** Presses a button of the newest notification. */
  pressButton(index: number): unknown
  /** Whether the page would get a permission. */
  permission(name: string): unknown
  /** Button with which questions are answered from now on. */
  reply(button: number): unknown
  reload(): Promise<unknown>
  state(): unknown
}

const page = () => {
  const current = windows.at(-1)?.webContents.page
  if (!current) throw new Error('there is no window yet')
  return current
}
const items = (menu: readonly MenuItem[]): MenuItem[] => menu.flatMap(item => [item, ...items(item.submenu ?? [])])

const commands: Commands = {
  evaluate: async code => await page().evaluate(code),
  menu: id =>
    items(desk.menu)
      .find(item => item.id === id)
      ?.click?.(),
  clickNotification: () => desk.notifications.at(-1)?.emit('click'),
  pressButton: actionIndex => desk.notifications.at(-1)?.emit('action', { actionIndex, selectionIndex: -1 }),
  permission: name =>
    new Promise(answer => {
      const contents = windows.at(-1)?.webContents
      if (contents && desk.permission) desk.permission(contents, name, answer)
      else answer('no handler')
    }),
  reply: button => {
    desk.reply = button
  },
  reload: async () => {
    const contents = windows.at(-1)?.webContents
    if (contents) contents.ownNavigation = page().url()
    await page().reload()
  },
  state: () => ({
    opened: desk.opened,
    asked: desk.asked,
    notifications: desk.notifications.map(({ options }) => options),
    roles: items(desk.menu).flatMap(({ role }) => role ?? []),
    windows: windows.map(({ shown, focused, preferences, webContents }) => ({ shown, focused, preferences, url: webContents.getURL() })),
  }),
}

process.on('message', (message: { id: number; command: keyof Commands; arg?: never }) => {
  const run = async (): Promise<unknown> => await commands[message.command](message.arg as never)
  run().then(
    value => process.send?.({ id: message.id, value }),
    (error: unknown) => process.send?.({ id: message.id, error: String(error) }),
  )
})
// The channel alone must not keep the application alive.
process.channel?.unref()
