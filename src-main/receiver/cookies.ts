import type { RawHeaders } from '#domain/http/headers.ts'

/** Browsers send a host's cookies to all of its ports, so the window's session cookie arrives here too. */
const OURS = /^hookbench_\d+$/

/**
 * Takes cookies of ours out before anything is stored. Untouched headers keep their exact bytes; the list itself when there is none of
 * ours, which is nearly always.
 */
export function stripOwnCookies(raw: RawHeaders): { headers: RawHeaders; stripped: string[] } {
  const stripped: string[] = []
  let headers: string[] | null = null
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const value = raw[i + 1] as string
    // Trimmed, for in a malformed head a blank may stand before the colon.
    if (!value.includes('hookbench_') || (raw[i] as string).trim().toLowerCase() !== 'cookie') continue
    const cookies = value.split(';')
    const kept = cookies.filter(cookie => {
      const name = (cookie.split('=')[0] ?? '').trim()
      if (!OURS.test(name)) return true
      stripped.push(name)
      return false
    })
    if (kept.length === cookies.length) continue
    headers ??= [...raw]
    headers[i + 1] = kept.join(';').trimStart()
  }
  return { headers: headers ?? raw, stripped }
}
