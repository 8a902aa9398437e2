import { plural } from '../ui/format.ts'

/** Text of the settings. */
export const settingsText = {
  search: 'Search the settings',
  none: 'No setting of that name.',
  contrast: 'Contrast',
  contrasts: { system: 'As the system', more: 'High', usual: 'Usual' },
  now: {
    label: 'With these limits, now',
    fits: (used: string, limit: string) => `${used} of ${limit} are in use: nothing would be deleted.`,
    over: (excess: string) => `${excess} over the limit: the oldest that are not pinned go within a minute.`,
    inbox: (n: string) => `${n} in the Inbox are older than the limit and go within a minute.`,
  },
  keys: {
    title: 'Keys',
    hint: 'Press the button, then the keys. Backspace turns the command’s keys off, Esc leaves it as it is.',
    set: (command: string) => `Set keys of: ${command}`,
    waiting: 'Press keys ..',
    off: 'off',
    reset: (command: string) => `Usual keys of: ${command}`,
    clash: (others: string) => `Also: ${others}. Only the first of them runs.`,
    browser: 'The browser’s zoom keys stay the browser’s.',
    search: 'Find a command',
  },
  privacy: {
    title: 'Privacy',
    text: 'Hookbench sends nothing about you or your webhooks to anybody. It talks to the providers, tunnels and endpoints that you set up, and to no one else. Captured requests lie in the data folder, not encrypted; configured secrets are.',
  },
  workspace: {
    title: 'Workspace',
    hint: 'Sources, endpoints, views and requests as one file, to keep or to take along.',
    passphrase: 'Passphrase for the secrets',
    passphraseHint: 'Left empty, configured secrets stay behind.',
    credentials: 'With captured credentials',
    credentialsHint: 'Authorization headers, cookies and the like as they came. Without, they are masked and the bytes differ there.',
    export: 'Export',
    import: 'Import a file',
    importPassphrase: 'Passphrase of the file',
    exportFailed: 'The workspace was not exported',
    importFailed: 'The file was not imported',
    ready: 'The workspace is exported',
    download: 'Download',
    imported: (n: number) => `${plural(n, 'request')} taken in`,
  },
}
