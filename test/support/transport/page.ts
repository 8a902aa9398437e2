import { fetchBody, uploadBody } from '../../../src-renderer/link/bodies.ts'
import { hostClient } from '../../../src-renderer/link/host.ts'

/** A page that holds the renderer's link and nothing else; tests reach it as `window.link`. */
const link = { client: hostClient(), fetchBody, uploadBody, events: [] as { type: string; seq: number }[] }
export type PageLink = typeof link
declare global {
  interface Window {
    link: PageLink
  }
}
link.client.on('config.changed', event => link.events.push(event))
window.link = link
