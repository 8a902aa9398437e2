/** Where the page lives in Electron. A scheme of our own: no port to open, no other program can serve it, `file:` reaches the disk. */
export const SCHEME = 'app'
export const ORIGIN = `${SCHEME}://hookbench`
export const ENTRY = `${ORIGIN}/index.html`

/** Whether a URL is a page of ours. Parsed, not compared by prefix: `app://hookbench.evil/` begins the same. */
export function isOurs(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host } = new URL(url)
  return protocol === `${SCHEME}:` && host === 'hookbench'
}

/** Whether a URL may be handed to the system's browser: the web, nothing that starts a program or opens a file. */
export function isWeb(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}
