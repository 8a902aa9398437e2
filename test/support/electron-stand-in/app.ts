import { EventEmitter } from 'node:events'
import { appendFileSync, closeSync, mkdirSync, openSync, readFileSync, rmSync, watch } from 'node:fs'
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
  readonly schemes: string[] = []
  setAsDefaultProtocolClient(scheme: string): boolean {
    this.schemes.push(scheme)
    return true
  }
  /** By a file that only one can make; the later one writes its arguments into it, which the first one sees. */
  requestSingleInstanceLock(): boolean {
    mkdirSync(userData, { recursive: true })
    const lock = join(userData, 'instance')
    try {
      closeSync(openSync(lock, 'wx'))
    } catch {
      appendFileSync(lock, `${JSON.stringify(process.argv)}\n`)
      return false
    }
    watch(lock, event => {
      if (event !== 'change') return
      const last = readFileSync(lock, 'utf8').trim().split('\n').at(-1) || '[]'
      this.emit('second-instance', {}, JSON.parse(last), '')
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
