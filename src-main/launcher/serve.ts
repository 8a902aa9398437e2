import { runBrowserHost } from './browser-host.ts'
import { buildIfStale } from './build.ts'

/** `npm run serve`: the browser host, built first if need be. */
if (buildIfStale()) await runBrowserHost()
else process.exitCode = 1
