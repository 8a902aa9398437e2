import { getLocal } from 'mockttp'
import { ready } from './common.ts'

/** HTTP Toolkit's engine with its defaults: it records traffic in memory, as a capture tool must. */
const server = getLocal()
await server.start()
await server.forPost('/gh').thenReply(200)
ready({ url: `${server.url}/gh` }, () => server.stop())
