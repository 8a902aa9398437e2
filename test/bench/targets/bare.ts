import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ready } from './common.ts'

/** The most that node:http can do: read the body, say 200, keep nothing. */
const server = createServer((request, response) => {
  request.on('data', () => {})
  request.on('end', () => {
    response.writeHead(200)
    response.end()
  })
})
server.listen(0, '127.0.0.1', () => {
  ready({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/gh` }, () => server.closeAllConnections())
})
