import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { type Browser, chromium, type Frame, type Page, type Request as PageRequest, type Route } from '@playwright/test'
import { chromiumLaunch } from '../chromium.ts'
import { app, atExit, closers } from './app.ts'
import { ipcMain } from './ipc.ts'
import { preloadHost } from './preload-host.ts'
import { answer, fromBrowser, toBrowser } from './protocol.ts'

interface Preferences {
  readonly preload: string
  readonly sandbox: boolean
  readonly contextIsolation: boolean
  readonly nodeIntegration: boolean
}
interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
type OpenHandler = (details: { url: string }) => { action: 'deny' | 'allow' }
export const windows: BrowserWindow[] = []

let browser: Promise<Browser> | null = null
function theBrowser(): Promise<Browser> {
  browser ??= chromiumLaunch().then(options => chromium.launch({ ...options, handleSIGINT: false, handleSIGTERM: false }))
  return browser
}
let closing = false
closers.push(() => {
  closing = true
  const all = [...windows].every(window => window.close())
  closing = all
  return all
})
atExit.push(async () => {
  closing = true
  await (await browser)?.close()
})

/** A frame as the main process sees it: the same object for the same frame, as `===` is how senders are checked. */
const views = new WeakMap<Frame, { readonly url: string }>()
function viewOf(frame: Frame): { readonly url: string } {
  const view = views.get(frame) ?? {
    get url() {
      return fromBrowser(frame.url())
    },
  }
  views.set(frame, view)
  return view
}

let lastId = 0
class WebContents extends EventEmitter {
  readonly id = ++lastId
  page: Page | null = null
  opener: OpenHandler = () => ({ action: 'allow' })
  /** Navigation that the main process asked for, which it does not have to allow itself. */
  ownNavigation: string | null = null

  get mainFrame(): { readonly url: string } | null {
    return this.page ? viewOf(this.page.mainFrame()) : null
  }
  getURL(): string {
    return this.page ? fromBrowser(this.page.url()) : ''
  }
  isDestroyed(): boolean {
    return this.page?.isClosed() ?? false
  }
  send(channel: string, ...args: unknown[]): void {
    const deliver = `window.standInFromMain?.(${JSON.stringify(channel)}, ${JSON.stringify(args)})`
    // A document that is going away loses what is on its way to it, here as there.
    this.page?.evaluate(deliver).catch(() => undefined)
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.opener = handler
  }
}

/** Where the last run left the window, as Electron keeps it. */
const kept = process.env['STAND_IN_BOUNDS']

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents()
  readonly preferences: Preferences
  shown = false
  focused = 0
  bounds: Bounds
  readonly #page: Promise<Page>

  constructor(options: { webPreferences: Preferences; width: number; height: number }) {
    super()
    this.preferences = options.webPreferences
    this.bounds = { x: 80, y: 60, width: options.width, height: options.height }
    windows.push(this)
    if (kept) {
      this.bounds = JSON.parse(kept) as Bounds
      setImmediate(() => this.emit('persisted-state-restored'))
    }
    this.#page = this.#open({ width: options.width, height: options.height })
  }
  isMinimized(): boolean {
    return false
  }
  restore(): void {}
  show(): void {
    this.shown = true
  }
  hide(): void {
    this.shown = false
  }
  focus(): void {
    this.focused++
  }
  getNormalBounds(): Bounds {
    return this.bounds
  }
  setBounds(bounds: Bounds): void {
    this.bounds = bounds
  }
  isDestroyed(): boolean {
    return !windows.includes(this)
  }
  /** By its button, or because the application ends. @returns false when the host would not have it */
  close(): boolean {
    let prevented = false
    this.emit('close', { preventDefault: () => (prevented = true) })
    if (prevented) return false
    windows.splice(windows.indexOf(this), 1)
    // It may be asked to close before it is there.
    void this.#page.then(page => page.close()).catch(() => undefined)
    return true
  }
  async loadURL(url: string): Promise<void> {
    const page = await this.#page
    this.webContents.ownNavigation = toBrowser(url)
    await page.goto(toBrowser(url))
    this.emit('ready-to-show')
  }

  async #open(viewport: { width: number; height: number }): Promise<Page> {
    const context = await (await theBrowser()).newContext({ viewport })
    await context.exposeBinding('standInToMain', ({ frame }, channel: string, args: unknown[]) => {
      ipcMain.emit(channel, { sender: this.webContents, senderFrame: viewOf(frame) }, ...args)
    })
    await context.addInitScript(preloadHost(readFileSync(this.preferences.preload, 'utf8')))
    await context.route('**/*', route =>
      this.#request(route).catch(error => {
        // What the browser still asks for while it closes cannot be answered any more.
        if (!closing) throw error
      }),
    )
    const page = await context.newPage()
    this.webContents.page = page
    // Whether it may be there was asked when it made its first request; a second window is nothing that the host ever allows.
    page.on('popup', popup => void popup.close().catch(() => undefined))
    page.once('close', () => {
      this.webContents.emit('destroyed')
      this.emit('closed')
      if (windows.length === 0 && !closing) app.emit('window-all-closed')
    })
    return page
  }

  async #request(route: Route): Promise<void> {
    const request = route.request()
    const page = this.webContents.page
    if (!page || pageOf(request) !== page) {
      this.webContents.opener({ url: fromBrowser(request.url()) })
      return await route.abort('blockedbyclient')
    }
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) {
      const own = this.webContents.ownNavigation?.split('#')[0] === request.url()
      this.webContents.ownNavigation = null
      if (!own && this.#isPrevented(fromBrowser(request.url()))) return await route.abort('aborted')
      this.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
    }
    await answer(route)
  }

  #isPrevented(url: string): boolean {
    let prevented = false
    this.webContents.emit('will-navigate', { url, preventDefault: () => (prevented = true) })
    return prevented
  }
}

/** Null for the first request of a page that is not there yet, for which Playwright knows no frame. */
function pageOf(request: PageRequest): Page | null {
  try {
    return request.frame().page()
  } catch {
    return null
  }
}
