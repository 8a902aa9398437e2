import { request } from 'node:http'
import { type AddressInfo, connect, createServer } from 'node:net'
import { pipeline } from 'node:stream'
import { manualTunnel } from '#tunnel/manual.ts'
import { tunnelSuite } from './suite.ts'

// cloudflared and its like, as far as we see of them: something elsewhere that carries bytes to the port that it was told.
tunnelSuite('manual', async () => {
  let to = 0
  const carrier = createServer(socket => {
    const onward = connect(to, '127.0.0.1')
    pipeline(socket, onward, socket, () => {})
  })
  await new Promise<void>(resolve => carrier.listen(0, '127.0.0.1', resolve))
  const { port } = carrier.address() as AddressInfo
  return {
    tunnel(target) {
      to = target
      return manualTunnel(`http://127.0.0.1:${port}/`)
    },
    ask: (url, path, body) =>
      new Promise((resolve, reject) => {
        const sent = request(`${url}${path}`, { method: 'POST', agent: false }, response => {
          let text = ''
          response.setEncoding('utf8')
          response.on('data', chunk => {
            text += chunk
          })
          response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }))
        })
        sent.on('error', reject)
        sent.end(body)
      }),
    close: () => new Promise<void>(resolve => carrier.close(() => resolve())),
  }
})
