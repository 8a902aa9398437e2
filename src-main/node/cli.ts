import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { defaultDataDir } from './data-dir.ts'
import { StartRefused } from './refusal.ts'

export interface ServeOptions {
  readonly dataDir: string
  /** 0 = any free port. */
  readonly receiverPort: number
  readonly uiPort: number
  readonly host: string
  /** Null = a random one for this run. */
  readonly token: string | null
  readonly open: boolean
}

const FLAGS = {
  'data-dir': { type: 'string' },
  'receiver-port': { type: 'string' },
  'ui-port': { type: 'string' },
  host: { type: 'string' },
  token: { type: 'string' },
  'no-open': { type: 'boolean' },
  help: { type: 'boolean' },
} as const
const KNOWN = '--data-dir DIR, --receiver-port N, --ui-port N, --host H, --token T, --no-open'

/**
 * Reads the command line of the browser host.
 * @throws StartRefused with one sentence for anything it does not understand; a flag that is dropped in silence is a trap
 */
export function parseServeOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
): ServeOptions | 'help' {
  // Installed, the program is called as `hookbench serve`; that word says what it does anyway.
  const given = args[0] === 'serve' ? args.slice(1) : [...args]
  const { values, tokens } = parseArgs({ args: given, options: FLAGS, strict: false, tokens: true, allowPositionals: true })
  for (const token of tokens) {
    if (token.kind === 'positional') throw new StartRefused(`Hookbench does not understand "${token.value}"; its flags are ${KNOWN}.`)
    if (token.kind !== 'option') continue
    if (!Object.hasOwn(FLAGS, token.name))
      throw new StartRefused(`Hookbench does not know the flag ${token.rawName}; its flags are ${KNOWN}.`)
    const takesValue = FLAGS[token.name as keyof typeof FLAGS].type === 'string'
    if (takesValue && !token.value) throw new StartRefused(`The flag ${token.rawName} needs a value.`)
    if (!takesValue && token.value !== undefined) throw new StartRefused(`The flag ${token.rawName} takes no value.`)
  }
  if (values.help) return 'help'
  const text = (name: keyof typeof FLAGS): string | null => (typeof values[name] === 'string' ? values[name] : null)
  const host = text('host') ?? '127.0.0.1'
  const token = text('token') ?? (env['HOOKBENCH_TOKEN'] || null)
  if (token !== null && !/^[\x21-\x7e]{1,256}$/.test(token)) {
    throw new StartRefused('The token must be 1 to 256 visible ASCII characters without spaces, because it is sent in a header.')
  }
  if (token === null && !isLoopback(host)) {
    throw new StartRefused(`With --host ${host} Hookbench is reachable from the network; set a token with --token or HOOKBENCH_TOKEN.`)
  }
  const dataDir = text('data-dir')
  return {
    dataDir: dataDir === null ? defaultDataDir(process.platform, env) : resolve(dataDir),
    receiverPort: port('receiver-port', text('receiver-port') ?? '4400'),
    uiPort: port('ui-port', text('ui-port') ?? '4401'),
    host,
    token,
    open: values['no-open'] !== true,
  }
}

export const usage = `npm run serve -- [flags]
  --data-dir DIR      where captures, settings and secrets are stored (HOOKBENCH_DATA_DIR)
  --receiver-port N   port for incoming webhooks (4400; 0 = any free one)
  --ui-port N         port for the page and the API (4401; 0 = any free one)
  --host H            address to listen on (127.0.0.1); any non-loopback address requires a token
  --token T           bearer token for the API (random; HOOKBENCH_TOKEN)
  --no-open           do not open the default browser
To check your own webhook handler without any of this: hookbench check --help
`

function port(flag: string, text: string): number {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : -1
  if (value < 0 || value > 65_535) throw new StartRefused(`--${flag} must be a port from 0 to 65535, not "${text}".`)
  return value
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}
