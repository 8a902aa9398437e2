import type { LookupAddress } from 'node:dns'
import type { UpdateStatus } from '#contract/updates.ts'
import type { Reach } from '#domain/address-guard/guard.ts'
import type { AlertTarget } from '#domain/alerts.ts'

/**
 * What the core needs from the world, and never takes by itself. A host (electron/, node/, a test) hands these in; that is why the
 * whole core runs under a fake clock, without a keychain and without a window.
 */

export interface Clock {
  /** Wall clock, ms since epoch. May jump. */
  now(): number
  /** Monotonic clock, ms. Never goes back; stops or not during sleep as the OS has it. */
  monotonic(): number
  /** Runs once after `ms`; the returned function calls it off. Does not keep the process alive. */
  timer(ms: number, run: () => void): () => void
}

export interface Random {
  bytes(count: number): Uint8Array
  /** Uniform in [0, 1). */
  next(): number
}

/** Encryption at rest for configured secrets. */
export interface Secrets {
  /** Where the key lies, to complete "Secrets are encrypted with ..". */
  readonly description: string
  seal(plain: string): Promise<string>
  /** @throws AppError `store_unavailable` when the key is gone or the text was not sealed with it. */
  open(sealed: string): Promise<string>
}

/** A button of a notice, where the OS has them. */
export interface NoticeAction {
  readonly id: 'retry' | 'retry-all' | 'mute'
  readonly label: string
}

export interface Notice {
  readonly alertId: string
  readonly title: string
  readonly body: string
  /** Notices of one group replace each other instead of piling up. */
  readonly group: string
  /** What a click opens; `alerts` = the list of them. */
  readonly target: AlertTarget | { readonly type: 'alerts'; readonly id: null }
  readonly actions: readonly NoticeAction[]
}

/** Native alerts. Never throws: where the OS has none, it answers `unavailable` and the page shows the alert itself. */
export interface Notifier {
  readonly native: boolean
  /** Why it is not native, and what would help; absent = there is nothing to say. */
  readonly hint?: string | null
  notify(notice: Notice): Promise<'shown' | 'unavailable'>
  /** Names who hears of a button that was pressed; called once, at start. */
  onAction?(listener: (alertId: string, action: NoticeAction['id']) => void): void
}

/** Looks for newer versions of the application, fetches them and installs them at its end. Never throws, never asks. */
export interface Updater {
  status(): UpdateStatus
  /** Resolves when it is known whether there is one; the download goes on by itself. */
  check(): Promise<void>
  /** Names who hears that the status is another one; called once, at start. */
  onChange(listener: () => void): void
}

/** What the system tells about the machine itself, where it does. */
export interface Machine {
  /** Names who hears that it woke up; called once, at start. */
  onResume(listener: () => void): void
}

export type LogFields = Readonly<Record<string, unknown>>
/** One JSON line an event, on stderr, secrets redacted. */
export interface Log {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

export type WorkerName =
  | 'intake/writer'
  | 'intake/prepare'
  | 'store/reader'
  | 'store/search'
  | 'store/maintenance'
  | 'app/types'
  | 'tunnel/ngrok/agent'

export interface Paths {
  readonly dataDir: string
  /** Script of a worker thread: the `.ts` beside the sources, the `.js` in a build. */
  worker(name: WorkerName): URL
  /** Folder of the built renderer. */
  readonly ui: string
}

/** How providers' own hosts are reached; what is left out is as usual. Tests stand in for a provider with it. */
export interface ProviderNetwork {
  readonly resolve?: (hostname: string) => Promise<readonly LookupAddress[]>
  /** Certificate authority, PEM. */
  readonly ca?: string
  /** Connect there, whatever the URL says. */
  readonly port?: number
  /** How far the addresses found may lie: public ones only, unless told otherwise. */
  readonly reach?: Reach
}

export interface Ports {
  readonly clock: Clock
  readonly random: Random
  readonly secrets: Secrets
  readonly notifier: Notifier
  readonly log: Log
  readonly paths: Paths
  readonly providerNetwork?: ProviderNetwork
  /** Absent where the application is not updated by itself. */
  readonly updater?: Updater
  readonly machine?: Machine
}
