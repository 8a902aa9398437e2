import { app } from 'electron'

/** Who we are to Windows: the installer's `appId`, under which it shows notifications. */
const APP_ID = 'dev.hookbench.app'
/** Whom Windows starts when a notification of an earlier run is clicked. Always the same one: Electron makes up another at each start. */
const TOAST_ACTIVATOR = '{B94BB89A-C0BD-4FB2-80EA-FA5FA34F9CC3}'

/** Must run before anything is shown. Other systems know an application by its bundle or its file. */
export function identify(): void {
  if (process.platform !== 'win32') return
  app.setAppUserModelId(APP_ID)
  app.setToastActivatorCLSID(TOAST_ACTIVATOR)
}
