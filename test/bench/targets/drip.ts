import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ready } from './common.ts'

/** A receiver that is slow (a byte of its answer each second) or dead (takes the request and says nothing): `node drip.ts drip|dead`. */
const dead = process.argv[2] === 'dead'
const server = createServer((request, response) => {
  request.resume()
  if (dead) return
  response.writeHead(200)
  const timer = setInterval(() => response.write('.'), 1000)
  response.on('close', () => clearInterval(timer))
})
server.listen(0, '127.0.0.1', () => {
  ready({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }, () => server.closeAllConnections())
})
