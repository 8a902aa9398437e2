import { parseArgs } from 'node:util'
import { messageOf } from '#app/errors.ts'
import { commandWords } from './command-words.ts'
import { StartRefused } from './refusal.ts'

export type FailOn = 'critical' | 'high' | 'medium' | 'low' | 'never'
export type ReportAs = 'text' | 'markdown' | 'json' | 'junit' | 'html'
type Observe = { readonly url: string } | { readonly command: readonly string[] } | { readonly shell: string }

export interface CheckOptions {
  readonly url: string
  readonly provider: string | null
  readonly scheme: string | null
  readonly secrets: readonly { readonly role: string | null; readonly value: string }[]
  readonly sample: string | null
  readonly observe: Observe | null
  readonly confirmHost: string | undefined
  readonly local: boolean
  readonly only: readonly string[] | null
  readonly timeoutMs: number | null
  readonly settleMs: number | null
  readonly maxRequests: number | null
  readonly maxSeconds: number | null
  readonly failOn: FailOn
  readonly as: ReportAs
  readonly output: string | null
}

const FLAGS = {
  url: { type: 'string' },
  provider: { type: 'string' },
  scheme: { type: 'string' },
  'secret-env': { type: 'string', multiple: true },
  sample: { type: 'string' },
  observe: { type: 'string' },
  'observe-shell': { type: 'string' },
  'confirm-host': { type: 'string' },
  local: { type: 'boolean' },
  only: { type: 'string' },
  'timeout-ms': { type: 'string' },
  'settle-ms': { type: 'string' },
  'max-requests': { type: 'string' },
  'max-seconds': { type: 'string' },
  'fail-on': { type: 'string' },
  format: { type: 'string' },
  output: { type: 'string' },
  help: { type: 'boolean' },
} as const

/** Short names that people try first. */
const FORMATS: Readonly<Record<string, ReportAs>> = {
  text: 'text',
  md: 'markdown',
  markdown: 'markdown',
  json: 'json',
  junit: 'junit',
  html: 'html',
}
const FAIL_ON: readonly FailOn[] = ['critical', 'high', 'medium', 'low', 'never']

/** Reads `hookbench check ..`. @throws StartRefused with one sentence for anything it does not understand */
export function parseCheckOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>): CheckOptions | 'help' {
  const values = parsed(args)
  if (values.help) return 'help'
  if (!values.url || !/^https?:\/\//.test(values.url) || !URL.canParse(values.url)) {
    throw new StartRefused('Say what to check, for example: --url http://localhost:3000/webhooks.')
  }
  const failOn = FAIL_ON.find(level => level === (values['fail-on'] ?? 'high'))
  if (!failOn) throw new StartRefused(`--fail-on must be one of ${FAIL_ON.join(', ')}, not "${values['fail-on']}".`)
  const as = Object.hasOwn(FORMATS, values.format ?? 'text') ? FORMATS[values.format ?? 'text'] : undefined
  if (!as) throw new StartRefused(`--format must be one of text, md, json, junit, html, not "${values.format}".`)
  return {
    url: values.url,
    provider: values.provider ?? null,
    scheme: values.scheme ?? null,
    secrets: (values['secret-env'] ?? []).map(name => secretIn(name, env)),
    sample: values.sample ?? null,
    observe: observeIn(values.observe, values['observe-shell']),
    confirmHost: values['confirm-host'],
    local: values.local ?? false,
    only: values.only?.split(',').map(id => id.trim()) ?? null,
    timeoutMs: whole('timeout-ms', values['timeout-ms']),
    settleMs: whole('settle-ms', values['settle-ms']),
    maxRequests: whole('max-requests', values['max-requests']),
    maxSeconds: whole('max-seconds', values['max-seconds']),
    failOn,
    as,
    output: values.output ?? null,
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS, strict: true, allowPositionals: false }).values
  } catch (error) {
    const message = messageOf(error)
    throw new StartRefused(`${message.replace(/\.?$/, '.')} See "hookbench check --help".`)
  }
}

/** By the name of a variable and never by value: command lines are seen by everybody on the machine, and kept by CI servers. */
function secretIn(text: string, env: Readonly<Record<string, string | undefined>>): CheckOptions['secrets'][number] {
  const at = text.indexOf(':')
  const name = text.slice(at + 1)
  const value = env[name]
  if (!value) throw new StartRefused(`The environment variable ${name}, named by --secret-env, is empty or not set.`)
  return { role: at < 0 ? null : text.slice(0, at), value }
}

function observeIn(text: string | undefined, shell: string | undefined): Observe | null {
  if (text !== undefined && shell !== undefined) throw new StartRefused('Use --observe or --observe-shell, not both.')
  if (shell) return { shell }
  if (!text) return null
  if (/^https?:\/\//.test(text)) return { url: text }
  const command = commandWords(text)
  if (command === null) throw new StartRefused('A quotation mark in --observe is not closed.')
  return { command }
}

function whole(flag: string, text: string | undefined): number | null {
  if (text === undefined) return null
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new StartRefused(`--${flag} must be a whole number above 0, not "${text}".`)
  return Number(text)
}

export const checkUsage = `hookbench check --url URL [flags]
  --url URL              the webhook handler to check
  --provider ID          whose webhooks it receives (stripe, github, standard-webhooks, …)
  --scheme ID            one of the provider's schemes (default: its first)
  --secret-env NAME      environment variable that holds the secret; repeat for more; ROLE:NAME for another role (verify-token:META_TOKEN)
  --sample ID            sample event to send (default: the provider's first)
  --observe WHAT         count side effects: a URL, or a command (run without a shell), that returns a number
  --observe-shell TEXT   the same, as a command line run by the shell
  --confirm-host HOST    required for any host but this machine: confirms that it is yours to test
  --local                allow private network addresses
  --only IDS             scenario ids, separated by commas (default: all that apply)
  --timeout-ms N         how long to wait for an answer (default: as long as the provider does)
  --settle-ms N          how long to wait for side effects after an answer (default: 1000)
  --max-requests N       stop after this many requests (default: 1500)
  --max-seconds N        stop after this many seconds (default: 300)
  --fail-on LEVEL        critical, high (default), medium, low or never
  --format FORMAT        text (default), md, json, junit or html
  --output FILE          write the report to this file and print a summary
Exit codes: 0 no finding at or above --fail-on, 1 at least one, 2 invalid or refused options, 3 nothing could be judged, or the check was interrupted.
`
