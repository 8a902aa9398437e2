import { clipboard, Menu, type MenuItemConstructorOptions, Tray } from 'electron'
import type { Log } from '#app/ports.ts'
import type { Services } from '#app/services.ts'
import { picture } from './pictures.ts'
import { type DeskState, lookOf, stateLines, type TrayAction, type TrayLook, trayMenu } from './tray-menu.ts'

interface Acts {
  readonly services: Pick<Services, 'endpoints.save' | 'tunnel.start' | 'tunnel.stop'>
  readonly log: Log
  readonly show: () => void
  readonly open: (type: string) => void
  readonly quit: () => void
}

export interface DeskTray {
  /** From now on its menu does something. */
  attach(acts: Acts): void
  update(state: DeskState): void
}

/** The icon in the tray; null where there can be none. @param entry `import.meta.url` of index.ts */
export function createTray(entry: string): DeskTray | null {
  // On Linux trays live on the session's bus: without one, Electron makes an icon that nobody ever sees.
  if (process.platform === 'linux' && !process.env['DBUS_SESSION_BUS_ADDRESS']) return null
  const mac = process.platform === 'darwin'
  // macOS paints a template itself, light or dark as its bar is.
  const path = (look: TrayLook): string => picture(entry, `tray/${look}${mac ? 'Template' : ''}.png`)
  let tray: Tray
  try {
    tray = new Tray(path('quiet'))
  } catch {
    return null
  }
  tray.setToolTip('Hookbench')
  let acts: Acts | null = null
  let state: DeskState | null = null
  let shown = ''
  // On macOS a click opens the menu.
  if (!mac) tray.on('click', () => acts?.show())

  const act = async (action: TrayAction): Promise<unknown> => {
    if (!acts || !state) return
    const { services, show, open, quit } = acts
    const { receiver, tunnel, paused, sending } = state
    const pause = (ids: readonly string[], wanted: boolean) =>
      Promise.all(ids.map(id => services['endpoints.save']({ id, paused: wanted })))
    const all: Record<TrayAction, () => unknown> = {
      alerts: () => open('alerts'),
      'copy-public': () => clipboard.writeText(tunnel.url ?? receiver),
      'copy-local': () => clipboard.writeText(receiver),
      pause: () => pause(sending, true),
      resume: () => pause(paused, false),
      'tunnel-on': () => services['tunnel.start']({}),
      'tunnel-off': () => services['tunnel.stop']({}),
      show,
      settings: () => open('settings'),
      quit,
    }
    return await all[action]()
  }
  const item = (line: ReturnType<typeof trayMenu>[number]): MenuItemConstructorOptions => {
    if (line === 'line') return { type: 'separator' }
    const { label, action } = line
    if (action === null) return { label, enabled: false }
    // Whoever chose it looks at no window: what could not be done is in the log, and in the state that the menu shows.
    const click = (): void => void act(action).catch(error => acts?.log.warn('tray.failed', { action, error: String(error) }))
    return { id: action, label, click }
  }

  return {
    attach(given) {
      acts = given
    },
    update(next) {
      state = next
      const lines = trayMenu(next)
      const text = JSON.stringify([lines, lookOf(next)])
      // A menu that is open closes when it is set anew.
      if (text === shown) return
      shown = text
      tray.setImage(path(lookOf(next)))
      tray.setToolTip(['Hookbench', ...stateLines(next)].join('\n'))
      tray.setContextMenu(Menu.buildFromTemplate(lines.map(item)))
    },
  }
}
