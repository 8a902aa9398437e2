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
      message: 'Hookbench goes on in the tray',
      detail:
        'It keeps receiving webhooks and delivering. Its icon in the tray shows the window again and quits; where the desktop shows no such icon, starting Hookbench once more brings the window back. The settings have a switch for this.',
      buttons: ['Close into the tray', 'Quit instead', 'Cancel'],
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
