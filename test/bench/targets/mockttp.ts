import { getLocal } from 'mockttp'
import { ready } from './common.ts'

/** HTTP Toolkit's engine: captures in memory, keeps nothing. */
const server = getLocal()
await server.start()
await server.forPost('/gh').thenReply(200)
ready({ url: `${server.url}/gh` }, () => server.stop())
