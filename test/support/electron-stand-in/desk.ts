import { EventEmitter } from 'node:events'

/** What the host has done to the desktop, for the tests to look at. */
export const desk = {
  opened: [] as string[],
  asked: [] as string[],
  /** Button that a question is answered with. */
  reply: 1,
  notifications: [] as Notification[],
  menu: [] as MenuItem[],
  permission: null as ((contents: { getURL(): string }, name: string, answer: (granted: boolean) => void) => void) | null,
}

export interface MenuItem {
  readonly id?: string
  readonly label?: string
  readonly role?: string
  readonly submenu?: readonly MenuItem[]
  click?(): void
}

export const shell = {
  async openExternal(url: string): Promise<void> {
    desk.opened.push(url)
  },
}

export const dialog = {
  async showMessageBox(_window: unknown, { detail = '' }: { detail?: string }): Promise<{ response: number }> {
    desk.asked.push(detail)
    return { response: desk.reply }
  },
  showErrorBox(): void {},
}

export const Menu = {
  buildFromTemplate: (template: MenuItem[]): MenuItem[] => template,
  setApplicationMenu(menu: MenuItem[]): void {
    desk.menu = menu
  },
}

export class Notification extends EventEmitter {
  readonly options: { title: string; body: string; groupId: string }
  static isSupported(): boolean {
    return true
  }
  constructor(options: { title: string; body: string; groupId: string }) {
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
    setPermissionCheckHandler(): void {},
    setDevicePermissionHandler(): void {},
  },
}

/** A keychain that marks what went through it, so that a test can tell it from a key file. */
export const safeStorage = {
  getSelectedStorageBackend: (): string => process.env['STAND_IN_KEYRING'] ?? 'gnome_libsecret',
  isAsyncEncryptionAvailable: async (): Promise<boolean> => true,
  encryptStringAsync: async (plain: string): Promise<Buffer> => Buffer.from(`keychain:${Buffer.from(plain).toString('base64')}`),
  decryptStringAsync: async (sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> => ({
    result: Buffer.from(sealed.toString().replace(/^keychain:/, ''), 'base64').toString(),
    shouldReEncrypt: false,
  }),
}
