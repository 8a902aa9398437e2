import { EventEmitter } from 'node:events'
import { appendFileSync, closeSync, mkdirSync, openSync, rmSync, watch } from 'node:fs'
import { join } from 'node:path'

/** Closers of what must not outlive the application: its browser. */
export const atExit: (() => Promise<void>)[] = []
let userData = ''
let ready = false
export const isReady = (): boolean => ready

class App extends EventEmitter {
  readonly name = 'Hookbench'
  readonly isPackaged = false

  setPath(_name: 'userData', path: string): void {
    userData = path
  }
  /** By a file that only one can make; the later one touches it, which the first one sees. */
  requestSingleInstanceLock(): boolean {
    mkdirSync(userData, { recursive: true })
    const lock = join(userData, 'instance')
    try {
      closeSync(openSync(lock, 'wx'))
    } catch {
      appendFileSync(lock, '.')
      return false
    }
    watch(lock, event => {
      if (event === 'change') this.emit('second-instance', {}, [], '')
    }).unref()
    process.once('exit', () => rmSync(lock, { force: true }))
    return true
  }
  async whenReady(): Promise<void> {
    // Electron is ready only after the entry has been evaluated, never within it.
    await new Promise(done => setImmediate(done))
    ready = true
  }
  quit(): void {
    let prevented = false
    this.emit('before-quit', { preventDefault: () => (prevented = true) })
    if (!prevented) void Promise.allSettled(atExit.map(close => close())).then(() => process.exit(0))
  }
  exit(code: number): void {
    void Promise.allSettled(atExit.map(close => close())).then(() => process.exit(code))
  }
}
export const app = new App()
