import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import type { AppUpdater } from 'electron-updater'
import { messageOf } from '#app/errors.ts'
import type { Clock, Log, Updater } from '#app/ports.ts'
import type { UpdateStatus } from '#contract/updates.ts'
import { plainNotes } from './release-notes.ts'

/** How long after a look the next one is. */
const EVERY_MS = 6 * 3_600_000

export interface DesktopUpdater extends Updater {
  /** Turns looking, fetching and installing on or off. */
  setWanted(wanted: boolean): void
}

/** Updates by electron-updater: fetched in silence, installed when the application quits. What goes wrong is a sentence in the status. */
export function desktopUpdater(clock: Clock, log: Log): DesktopUpdater {
  const reason = whyNot()
  let status: UpdateStatus = {
    state: reason === null ? 'idle' : 'unavailable',
    version: null,
    notes: null,
    percent: null,
    message: reason,
    checkedAt: null,
  }
  let changed = (): void => {}
  /** null = not said yet. */
  let wanted: boolean | null = null
  let cancelTimer = (): void => {}
  let cancelDownload = (): void => {}
  let loading: Promise<AppUpdater> | null = null
  let looking: Promise<void> | null = null

  const show = (next: Partial<UpdateStatus>): void => {
    status = { ...status, ...next }
    changed()
  }
  /** What is heard of a look or a download that was called off meanwhile is no news. */
  const tell = (next: Partial<UpdateStatus>): void => {
    if (wanted) show(next)
  }
  const failed = (error: unknown): void => {
    if (wanted) log.warn('update.failed', { error: String(error) })
    tell({ state: 'failed', percent: null, message: sentence(error) })
  }

  /** Loaded when it is first needed: most starts have nothing to do with it. */
  const load = async (): Promise<AppUpdater> => {
    const { default: library } = await import('electron-updater')
    const updater = library.autoUpdater
    updater.logger = null
    updater.autoDownload = true
    // It would send a number by which this installation is known again, for roll-outs in stages.
    updater.requestHeaders = { 'x-user-staging-id': 'none' }
    updater.on('update-not-available', () => tell({ state: 'idle', version: null, notes: null, message: null, checkedAt: clock.now() }))
    updater.on('update-available', ({ version, releaseNotes }) =>
      tell({ state: 'downloading', version, notes: plainNotes(releaseNotes), percent: 0, message: null, checkedAt: clock.now() }),
    )
    updater.on('download-progress', ({ percent }) => {
      const whole = Math.floor(percent)
      if (whole !== status.percent && status.state === 'downloading') tell({ percent: whole })
    })
    updater.on('update-downloaded', ({ version }) => {
      log.info('update.ready', { version })
      tell({ state: 'ready', percent: null, message: null })
    })
    updater.on('error', failed)
    return updater
  }

  const look = async (): Promise<void> => {
    // What is fetched already is installed at the end; there is nothing to look for before that.
    if (!wanted || status.state === 'ready' || status.state === 'downloading') return
    show({ state: 'checking', message: null })
    try {
      loading ??= load().catch(error => {
        // The next look tries again.
        loading = null
        throw error
      })
      const updater = await loading
      updater.autoInstallOnAppQuit = true
      const result = await updater.checkForUpdates()
      cancelDownload = () => result?.cancellationToken?.cancel()
      if (!wanted) cancelDownload()
      // The error event has told; only the promise must not be left alone.
      result?.downloadPromise?.catch(() => undefined)
    } catch (error) {
      failed(error)
    }
  }
  const check = async (): Promise<void> => {
    looking ??= look().finally(() => {
      looking = null
    })
    await looking
  }
  const plan = (): void => {
    void check()
    cancelTimer = clock.timer(EVERY_MS, plan)
  }

  return {
    status: () => status,
    check,
    onChange(listener) {
      changed = listener
    },
    setWanted(next) {
      if (reason !== null || next === wanted) return
      wanted = next
      cancelTimer()
      if (next) {
        show({ state: 'idle' })
        return plan()
      }
      cancelDownload()
      // That it could not be loaded was told by the look that tried.
      loading?.then(
        updater => {
          updater.autoInstallOnAppQuit = wanted === true
        },
        () => undefined,
      )
      show({ state: 'off', percent: null, message: null })
    },
  }
}

/** Why this run is not updated by itself; null when it is. */
function whyNot(): string | null {
  if (!app.isPackaged) return 'Hookbench is running from source, so there is nothing to update. Pull the latest changes instead.'
  if (process.platform === 'linux' && !process.env['APPIMAGE']) {
    return 'Hookbench was installed as a system package. Update it through your package manager.'
  }
  if (!existsSync(join(process.resourcesPath, 'app-update.yml'))) {
    return 'This build has no update source. Get new versions where you got this one.'
  }
  return null
}

function sentence(error: unknown): string {
  const [line = ''] = messageOf(error).split('\n')
  return `The new version could not be downloaded (${line.slice(0, 160)}). Hookbench tries again in six hours, or when you check.`
}
