import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import { writePrivateFile } from '#node/private-file.ts'

interface Options {
  /** Whether closing means hiding now: a person has chosen it, there is a tray, and nobody quits. */
  readonly wanted: () => boolean
}

/** Closes the window into the tray where that is wished for, and says so the first time: who looks for the icon must know of it. */
export function closeToTray(window: BrowserWindow, { wanted }: Options): void {
  const told = join(app.getPath('userData'), 'tray-explained')
  let asking = false
  const explain = async (): Promise<void> => {
    if (asking) return
    asking = true
    const { response } = await dialog.showMessageBox(window, {
      type: 'info',
      message: 'Hookbench keeps running in the tray',
      detail:
        'It keeps receiving and delivering webhooks. Use the tray icon to reopen the window or quit; if your desktop shows no tray icon, start Hookbench again to bring the window back. You can change this in the settings.',
      buttons: ['Close to tray', 'Quit instead', 'Cancel'],
      defaultId: 0,
      cancelId: 2,
    })
    asking = false
    if (response === 2) return
    writePrivateFile(told, '')
    if (response === 1) app.quit()
    else if (!window.isDestroyed()) window.hide()
  }
  window.on('close', event => {
    if (!wanted()) return
    event.preventDefault()
    if (existsSync(told)) window.hide()
    else void explain()
  })
}
