import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'

/** Writes a file that its owner alone can read, whole or not at all, replacing one that is there. */
export function writePrivateFile(path: string, text: string): void {
  const temporary = writeTemporary(path, text)
  renameSync(temporary, path)
}

/** The file's text, after writing `make()` to it if there is none. Of two processes that try at once one wins and both read its text. */
export function readOrCreatePrivateFile(path: string, make: () => string): string {
  const existing = readIfThere(path)
  if (existing !== null) {
    if (process.platform !== 'win32') chmodSync(path, 0o600)
    return existing
  }
  const temporary = writeTemporary(path, make())
  try {
    // A link, for it fails when the name is taken; a rename would put a second key over the first.
    linkSync(temporary, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(temporary, { force: true })
  }
  return readFileSync(path, 'utf8')
}

function writeTemporary(path: string, text: string): string {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
  const file = openSync(temporary, 'wx', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  return temporary
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
