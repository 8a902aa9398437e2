import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { COMPILED } from './build.ts'
import { root } from './root.ts'

/** Runs the built browser host in this process, with the flags of this process. Resolves when it is ready; it exits by itself. */
export async function runBrowserHost(): Promise<{ readonly ui: string }> {
  const compiled = join(root, COMPILED)
  enableCompileCache(compiled)
  // Threads look for it there.
  process.env['NODE_COMPILE_CACHE'] ??= compiled
  const host = (await import(new URL('out/main/headless.js', pathToFileURL(root)).href)) as { ready: { ui: string } }
  return host.ready
}
