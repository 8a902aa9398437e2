import { app, powerMonitor } from 'electron'

interface Options {
  /** Asks whoever would lose something; null while that question is still open. Not asked when it is the system that ends us. */
  readonly mayQuit: () => Promise<boolean> | null
  /** Lets the core flush. */
  readonly stop: () => Promise<void>
}

/**
 * Asks, and lets the core flush, before the application goes, whichever way it goes: menu, tray, last window, signal, end of the session.
 * @returns whether the end has begun: a window that closes then must not be held back
 */
export function stopBeforeQuit({ mayQuit, stop }: Options): { ending(): boolean } {
  let state: 'running' | 'stopping' | 'stopped' = 'running'
  let unasked = false
  /** The latest attempt to quit that was asked about; answers to earlier ones are ignored. */
  let attempt = 0

  const end = async (): Promise<void> => {
    const answer = unasked ? true : mayQuit()
    if (answer === null) return
    const mine = ++attempt
    // A core that cannot answer any more is no reason to stay.
    const allowed = answer === true || (await answer.catch(() => true))
    if (!allowed || mine !== attempt || state !== 'running') return
    state = 'stopping'
    await stop().finally(() => {
      state = 'stopped'
      app.quit()
    })
  }
  app.on('before-quit', event => {
    if (state === 'stopped') return
    event.preventDefault()
    if (state === 'running') void end()
  })
  const endUnasked = (): void => {
    unasked = true
    app.quit()
  }
  // On macOS an application lives on without windows; elsewhere its last window is the application.
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, endUnasked)
  // The machine shuts down: it waits for us a moment, not for a person.
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault()
    endUnasked()
  })
  return { ending: () => state !== 'running' }
}
