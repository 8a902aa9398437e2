import { createServer, type UserConfig } from 'vite'
import { root, say } from './root.ts'

/**
 * `npm run dev`: the core from its sources under plain Node, the page from vite with hot reload. electron-vite's own `dev` dies
 * without Electron's binary, even for the page alone; its configuration is read here and given to vite itself.
 */
process.argv.push('--no-open')
const { ready } = (await import('../headless.ts')) as { ready: { ui: string } }
const core = new URL(ready.ui)
const token = core.searchParams.get('token') ?? ''
const { default: config } = (await import('../../electron.vite.config.ts')) as { default: { renderer: UserConfig } }

// The page has vite's origin, which the core refuses as it must: so the proxy speaks for itself, with the token.
const credentials = (request: { setHeader(name: string, value: string): void }): void => {
  request.setHeader('authorization', `Bearer ${token}`)
  request.setHeader('origin', core.origin)
}
const proxied = {
  target: core.origin,
  changeOrigin: true,
  ws: true,
  configure(proxy: { on(event: 'proxyReq' | 'proxyReqWs', listener: typeof credentials): unknown }) {
    proxy.on('proxyReq', credentials)
    proxy.on('proxyReqWs', credentials)
  },
}
const server = await createServer({
  ...config.renderer,
  root: `${root}src-renderer`,
  configFile: false,
  server: { host: '127.0.0.1', proxy: Object.fromEntries(['/rpc', '/body', '/uploads', '/files', '/api'].map(path => [path, proxied])) },
})
await server.listen()
say(`The page with hot reload is at ${server.resolvedUrls?.local[0]}`)
