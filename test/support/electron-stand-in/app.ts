import { EventEmitter } from 'node:events'
import { appendFileSync, closeSync, mkdirSync, openSync, readFileSync, rmSync, watch } from 'node:fs'
import { join } from 'node:path'

/** Closers of what must not outlive the application: its browser. */
export const atExit: (() => Promise<void>)[] = []
/** Closes windows as the end does, which may be refused; `false` = one has refused. */
export const closers: (() => boolean)[] = []
let userData = ''
let ready = false
export const isReady = (): boolean => ready

/** A package has its resources beside it. A test that plays one says where they are. */
const resources = process.env['STAND_IN_RESOURCES']
if (resources) Object.assign(process, { resourcesPath: resources })

class App extends EventEmitter {
  readonly name = 'Hookbench'
  readonly isPackaged = resources !== undefined

  getName(): string {
    return this.name
  }
  getVersion(): string {
    return '0.1.0'
  }
  getAppPath(): string {
    return process.cwd()
  }
  setPath(_name: 'userData', path: string): void {
    userData = path
  }
  getPath(_name: 'userData'): string {
    return userData
  }
  readonly schemes: string[] = []
  readonly commandLine = { appendSwitch: (_name: string, _value?: string): void => {} }
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
    if (prevented || closers.some(close => !close())) return
    this.emit('quit', {}, 0)
    this.exit(0)
  }
  exit(code: number): void {
    void Promise.allSettled(atExit.map(close => close())).then(() => process.exit(code))
  }
}
export const app = new App()

/** macOS tells of the link that started the application before it is ready. */
const opened = process.env['STAND_IN_OPEN_URL']
if (opened) setImmediate(() => app.emit('open-url', { preventDefault() {} }, opened))
