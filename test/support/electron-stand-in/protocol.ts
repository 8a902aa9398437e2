import type { Route } from '@playwright/test'
import { isReady } from './app.ts'

type Handler = (request: Request) => Promise<Response> | Response
const schemes = new Set<string>()
const handlers = new Map<string, Handler>()

export const protocol = {
  registerSchemesAsPrivileged(list: readonly { scheme: string }[]): void {
    if (isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme } of list) schemes.add(scheme)
  },
  handle(scheme: string, handler: Handler): void {
    if (!schemes.has(scheme)) throw new Error(`The scheme ${scheme} was not registered`)
    handlers.set(scheme, handler)
  },
}

/**
 * Chromium hands schemes it does not know to the system instead of to Playwright, so `app://host/` is shown to it as
 * `https://host.app-scheme.test/`: also secure, also an origin of its own, and nothing of it ever reaches a network.
 */
export function toBrowser(url: string): string {
  return url.replace(/^(\w+):\/\/([^/]+)/, (whole, scheme: string, host: string) =>
    schemes.has(scheme) ? `https://${host}.${scheme}-scheme.test` : whole,
  )
}
export function fromBrowser(url: string): string {
  return url.replace(/^https:\/\/([^/]+)\.(\w+)-scheme\.test/, '$2://$1')
}

/** Answers a browser's request from the handler of its scheme; everything else would be the network and is cut. */
export async function answer(route: Route): Promise<void> {
  const asked = route.request()
  const url = fromBrowser(asked.url())
  const handler = handlers.get(new URL(url).protocol.slice(0, -1))
  if (!handler) return await route.abort('blockedbyclient')
  const body = asked.postDataBuffer()
  const init: RequestInit = { method: asked.method(), headers: await asked.allHeaders(), ...(body ? { body: new Uint8Array(body) } : {}) }
  for (const name of Object.keys(init.headers ?? {})) if (name.startsWith(':')) delete (init.headers as Record<string, string>)[name]
  const response = await handler(new Request(url, init))
  const bytes = Buffer.from(await response.arrayBuffer())
  await route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body: bytes })
}
