import { spawn } from 'node:child_process'
import { globSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { electronPackage } from './electron-binary.ts'
import { say } from './root.ts'

const PROBE_MS = 3_000
const STALL_MS = 30_000
const LOOK_MS = 500
const MIB = 2 ** 20

/** Asks for the archive's head: null when it can be had, else why not, as the end of a sentence. A black hole costs three seconds. */
export async function probe(url: string): Promise<string | null> {
  try {
    const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) })
    // Some mirrors refuse HEAD and serve GET; the download will tell.
    return response.ok || response.status === 405 || response.status === 501 ? null : `its download server answered ${response.status}`
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    return timedOut ? 'its download server did not respond within 3 s' : 'its download server cannot be reached'
  }
}

/**
 * Fetches Electron in a child process, for its installer has no limits of its own. Progress is what grows on disk: the installer
 * is silent for its first half minute. Null when Electron is there, else why not.
 */
export async function download(stallMs = STALL_MS): Promise<string | null> {
  // A temp folder of its own, so that its growth can be watched, and nothing is left behind when it is stopped.
  const temp = mkdtempSync(join(tmpdir(), 'hookbench-electron-'))
  const env = { ...process.env, TMPDIR: temp, TMP: temp, TEMP: temp, ELECTRON_GET_NO_PROGRESS: '1' }
  const child = spawn(process.execPath, [join(electronPackage, 'install.js')], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  say('Downloading Electron (about 120 MB, once)…')

  return await new Promise<string | null>(settle => {
    let complaint = ''
    let size = 0
    let told = 0
    let lastGrowth = performance.now()
    let stalled = false
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(0, 2_000)
    })
    const watch = setInterval(() => {
      const now = sizeOf(temp) + sizeOf(join(electronPackage, 'dist'))
      if (now !== size) lastGrowth = performance.now()
      size = now
      if (size - told >= 20 * MIB) {
        told = size
        say(`  ${Math.round(size / MIB)} MB`)
      }
      if (performance.now() - lastGrowth < stallMs) return
      stalled = true
      child.kill('SIGKILL')
    }, LOOK_MS)
    const finish = (why: string | null): void => {
      clearInterval(watch)
      rmSync(temp, { recursive: true, force: true })
      settle(why)
    }
    child.once('error', error => finish(`its installer did not start (${error.message})`))
    child.once('close', code => {
      if (stalled) finish(`its download stalled for ${Math.round(stallMs / 1000)} s`)
      else finish(code === 0 ? null : `its download failed (${complaint.split('\n')[0]?.trim() || `exit code ${code}`})`)
    })
  })
}

function sizeOf(folder: string): number {
  const files = globSync('**/*', { cwd: folder })
  return files.reduce((sum, file) => sum + (statSync(join(folder, file), { throwIfNoEntry: false })?.size ?? 0), 0)
}
