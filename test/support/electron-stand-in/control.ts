import { basename } from 'node:path'
import { axe } from '../axe.ts'
import { app } from './app.ts'
import { desk, itemsOf, type MenuItem } from './desk.ts'
import { powerMonitor, screen } from './machine.ts'
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
  /** The same asked without a person, by a page of that origin; `device` = a device of any kind. */
  check(what: { name: string; origin: string }): unknown
  /** Tells the host of something that the contents are about to do. @returns whether it would not have it */
  prevented(what: { event: string; details?: object }): unknown
  /** Button with which questions are answered from now on; null = they stay open. */
  reply(button: number | null): unknown
  /** Answers the open question. */
  answer(button: number): unknown
  reload(): Promise<unknown>
  /** Chooses a line of the tray's menu. */
  tray(id: string): unknown
  clickTray(): unknown
  /** Shows the page in a theme of the system and a size, takes a picture of it and tells what axe finds. */
  look(how: { theme: 'light' | 'dark'; width: number; height: number; path: string }): Promise<unknown>
  /** Closes the window by its button. */
  close(): unknown
  /** As the role in the menu does. */
  quit(): unknown
  resume(): unknown
  /** Screens that are there from now on. */
  displays(list: { id: number; workArea: { x: number; y: number; width: number; height: number } }[]): unknown
  /** macOS hands over a link. */
  openUrl(url: string): unknown
  state(): unknown
}

const page = () => {
  const current = windows.at(-1)?.webContents.page
  if (!current) throw new Error('there is no window yet')
  return current
}
/** As a click does: on what is grey, nothing. */
const choose = (menu: readonly MenuItem[], id: string): void => {
  const item = itemsOf(menu).find(each => each.id === id)
  if (!item) throw new Error(`there is no ${id} in the menu`)
  if (item.enabled !== false) item.click?.()
}

const commands: Commands = {
  evaluate: async code => await page().evaluate(code),
  menu: id => choose(desk.menu, id),
  tray: id => choose(desk.tray?.menu ?? [], id),
  clickTray: () => desk.tray?.emit('click'),
  look: async ({ theme, width, height, path }) => {
    await page().emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page().locator(`html[data-theme="${theme}"]`).waitFor()
    await page().setViewportSize({ width, height })
    await page().screenshot({ path })
    return axe(page())
  },
  close: () => windows.at(-1)?.close(),
  quit: () => app.quit(),
  resume: () => powerMonitor.emit('resume'),
  displays: list => {
    screen.displays = list
    screen.emit('display-removed')
  },
  openUrl: url => app.emit('open-url', { preventDefault() {} }, url),
  clickNotification: () => desk.notifications.at(-1)?.emit('click'),
  pressButton: actionIndex => desk.notifications.at(-1)?.emit('action', { actionIndex, selectionIndex: -1 }),
  permission: name =>
    new Promise(answer => {
      const contents = windows.at(-1)?.webContents
      if (contents && desk.permission) desk.permission(contents, name, answer)
      else answer('no handler')
    }),
  check: ({ name, origin }) => (name === 'device' ? desk.device?.() : desk.check?.(null, name, origin)),
  prevented: ({ event, details }) => {
    let prevented = false
    windows.at(-1)?.webContents.emit(event, { ...details, preventDefault: () => (prevented = true) })
    return prevented
  },
  reply: button => {
    desk.reply = button
  },
  answer: button => desk.answer?.(button),
  reload: async () => {
    const contents = windows.at(-1)?.webContents
    if (contents) contents.ownNavigation = page().url()
    await page().reload()
  },
  state: () => ({
    opened: desk.opened,
    asked: desk.asked,
    questions: desk.questions,
    notifications: desk.notifications.map(({ options }) => options),
    roles: itemsOf(desk.menu).flatMap(({ role }) => role ?? []),
    menu: itemsOf(desk.menu)
      .filter(({ click }) => click !== undefined)
      .map(({ click: _, ...item }) => item),
    schemes: app.schemes,
    copied: desk.copied,
    tray: desk.tray && {
      image: basename(desk.tray.image),
      toolTip: desk.tray.toolTip,
      lines: desk.tray.menu.map(({ id = null, label = '' }) => ({ id, label })),
    },
    windows: windows.map(({ shown, focused, bounds, preferences, webContents }) => ({
      shown,
      focused,
      bounds,
      preferences,
      url: webContents.getURL(),
    })),
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
