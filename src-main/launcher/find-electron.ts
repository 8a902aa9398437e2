import { electronBinary, electronVersion, hasDisplay } from './electron-binary.ts'
import { download, probe } from './electron-download.ts'
import { electronUrl, isCached } from './electron-url.ts'

/** Electron's executable, or why there will be no window, as the end of a sentence. */
export type Found = { readonly binary: string } | { readonly why: string }

/** Looks for Electron, and fetches it where that can work. Takes seconds at most where it cannot. */
export async function findElectron(): Promise<Found> {
  // Without a display nothing is asked of the network: there would be no window even with Electron.
  if (!hasDisplay()) return { why: 'there is no display' }
  const version = electronVersion()
  if (version === null) return { why: 'Electron is not installed' }
  const binary = electronBinary()
  if (binary !== null) return { binary }

  const url = electronUrl(version)
  const unreachable = isCached(url) ? null : await probe(url)
  const why = unreachable ?? (await download())
  if (why !== null) return { why: `Electron is not installed and ${why}` }
  const fetched = electronBinary()
  return fetched === null ? { why: 'Electron was downloaded but its executable is missing' } : { binary: fetched }
}
