import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'

/** What the host has done to the desktop, for the tests to look at. */
export const desk = {
  opened: [] as string[],
  asked: [] as string[],
  questions: [] as string[],
  /** Button that a question is answered with; null = it stays open until `answer` is called. */
  reply: 1 as number | null,
  answer: null as ((button: number) => void) | null,
  notifications: [] as Notification[],
  menu: [] as MenuItem[],
  tray: null as Tray | null,
  copied: [] as string[],
  check: null as ((contents: unknown, name: string, origin: string) => boolean) | null,
  device: null as (() => boolean) | null,
  permission: null as ((contents: { getURL(): string }, name: string, answer: (granted: boolean) => void) => void) | null,
}

export interface MenuItem {
  readonly id?: string
  readonly label?: string
  readonly role?: string
  enabled?: boolean
  readonly accelerator?: string
  readonly registerAccelerator?: boolean
  readonly submenu?: readonly MenuItem[]
  click?(): void
}

export const shell = {
  async openExternal(url: string): Promise<void> {
    desk.opened.push(url)
  },
}

export const dialog = {
  async showMessageBox(...args: { message?: string; detail?: string }[]): Promise<{ response: number }> {
    const { message = '', detail = '' } = args.at(-1) ?? {}
    desk.asked.push(detail)
    desk.questions.push(message)
    const { promise, resolve } = Promise.withResolvers<number>()
    desk.answer = resolve
    return { response: desk.reply ?? (await promise) }
  },
  showErrorBox(): void {},
}

export const itemsOf = (menu: readonly MenuItem[]): MenuItem[] => menu.flatMap(item => [item, ...itemsOf(item.submenu ?? [])])

export const Menu = {
  buildFromTemplate: (template: MenuItem[]): MenuItem[] => template,
  setApplicationMenu(menu: MenuItem[]): void {
    desk.menu = menu
  },
  getApplicationMenu: () =>
    desk.menu.length === 0 ? null : { getMenuItemById: (id: string) => itemsOf(desk.menu).find(item => item.id === id) ?? null },
}

export const clipboard = {
  writeText(text: string): void {
    desk.copied.push(text)
  },
}

export class Tray extends EventEmitter {
  image: string
  toolTip = ''
  menu: readonly MenuItem[] = []
  constructor(image: string) {
    super()
    // As Electron does for a picture that is not there.
    if (!existsSync(image)) throw new Error(`Failed to load image from path '${image}'`)
    this.image = image
    desk.tray = this
  }
  setImage(image: string): void {
    if (!existsSync(image)) throw new Error(`Failed to load image from path '${image}'`)
    this.image = image
  }
  setToolTip(text: string): void {
    this.toolTip = text
  }
  setContextMenu(menu: readonly MenuItem[]): void {
    this.menu = menu
  }
}

interface NotificationOptions {
  readonly title: string
  readonly body: string
  readonly groupId: string
  readonly actions: readonly { readonly text: string }[]
}

export class Notification extends EventEmitter {
  readonly options: NotificationOptions
  static isSupported(): boolean {
    return true
  }
  constructor(options: NotificationOptions) {
    super()
    this.options = options
  }
  show(): void {
    desk.notifications.push(this)
    this.emit('show')
  }
  close(): void {
    this.emit('close')
  }
}

export const session = {
  defaultSession: {
    setPermissionRequestHandler(handler: NonNullable<typeof desk.permission>): void {
      desk.permission = handler
    },
    setPermissionCheckHandler(handler: NonNullable<typeof desk.check>): void {
      desk.check = handler
    },
    setDevicePermissionHandler(handler: NonNullable<typeof desk.device>): void {
      desk.device = handler
    },
  },
  fromPartition: () => ({}),
}

/** A keychain whose key everybody may know: the host's use of it is what is tested. */
const KEY = Buffer.alloc(32, 'stand-in')
export const safeStorage = {
  getSelectedStorageBackend: (): string => process.env['STAND_IN_KEYRING'] ?? 'gnome_libsecret',
  isAsyncEncryptionAvailable: async (): Promise<boolean> => true,
  async encryptStringAsync(plain: string): Promise<Buffer> {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', KEY, nonce)
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
  },
  async decryptStringAsync(sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    const decipher = createDecipheriv('aes-256-gcm', KEY, sealed.subarray(0, 12)).setAuthTag(sealed.subarray(12, 28))
    return { result: decipher.update(sealed.subarray(28), undefined, 'utf8') + decipher.final('utf8'), shouldReEncrypt: false }
  },
}
