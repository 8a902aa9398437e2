import { fileURLToPath } from 'node:url'

/** Folder of package.json, with a slash at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** A line for the person at the terminal. stdout is left to the ready line, which scripts read. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
