import { app } from 'electron'

/** Lets the core flush before the application goes, whichever way it goes: menu, last window, signal, end of the session. */
export function stopBeforeQuit(stop: () => Promise<void>): void {
  let state: 'running' | 'stopping' | 'stopped' = 'running'
  app.on('before-quit', event => {
    if (state === 'stopped') return
    event.preventDefault()
    if (state === 'stopping') return
    state = 'stopping'
    void stop().finally(() => {
      state = 'stopped'
      app.quit()
    })
  })
  // On macOS an application lives on without windows; elsewhere its last window is the application.
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit())
}
