import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ready } from './common.ts'

/** The developer's app in the bench: takes a forward and says 200. In a process of its own, as an app is. */
const server = createServer((request, response) => request.resume().on('end', () => response.end()))
server.listen(0, '127.0.0.1', () => {
  ready({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }, () => server.closeAllConnections())
})
