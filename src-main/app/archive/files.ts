import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Paths } from '../ports.ts'

/** An exported file is kept so long, ms: it is a copy of what is here, and may hold credentials. */
const KEPT_MS = 86_400_000

/** Where archives lie while they are made, fetched or taken in: in the data folder, readable by its owner alone. */
export function archiveFolder(paths: Pick<Paths, 'dataDir'>) {
  const folder = join(paths.dataDir, 'archives')
  return {
    path: (name: string) => join(folder, name),
    /** Makes the folder and throws old files away. @param now ms since epoch */
    tidy(now: number): void {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      for (const name of readdirSync(folder)) {
        const stat = statSync(join(folder, name), { throwIfNoEntry: false })
        if (stat && stat.mtimeMs < now - KEPT_MS) rmSync(join(folder, name), { force: true })
      }
    },
  }
}
