import { pathToFileURL } from 'node:url'
import { root } from './root.ts'

/** Runs the built browser host in this process, with the flags of this process. Resolves when it is ready; it exits by itself. */
export async function runBrowserHost(): Promise<{ readonly ui: string }> {
  const host = (await import(new URL('out/main/headless.js', pathToFileURL(root)).href)) as { ready: { ui: string } }
  return host.ready
}
