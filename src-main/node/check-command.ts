import { writeFileSync } from 'node:fs'
import { atLeast, renderCheck, runOnce, type SecretRole, secretRoles, specDefaults, withRoles } from '#app/checks/headless.ts'
import { permitted } from '#app/checks/permission.ts'
import { type CheckOptions, checkUsage, parseCheckOptions } from './check-cli.ts'
import { systemClock } from './clock.ts'
import { systemRandom } from './random.ts'
import { refusalOf, StartRefused } from './refusal.ts'

interface Out {
  write(text: string, done: () => void): unknown
}

/** Waits until it is out: the process ends right after, and a pipe may be slow. */
const say = (stream: Out, text: string): Promise<void> => new Promise(resolve => stream.write(text, () => resolve()))

/** `hookbench check ..`: runs a check without a window or a database. @returns the exit code, see `checkUsage` */
export async function checkCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  out: Out = process.stdout,
  err: Out = process.stderr,
): Promise<number> {
  const ended = new AbortController()
  const end = () => ended.abort()
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  try {
    const options = parseCheckOptions(args, env)
    if (options === 'help') {
      await say(out, checkUsage)
      return 0
    }
    return await run(options, ended.signal, out, err)
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === null) throw error
    await say(err, `${refusal}\n`)
    return 2
  } finally {
    process.off('SIGINT', end)
    process.off('SIGTERM', end)
  }
}

async function run(options: CheckOptions, signal: AbortSignal, out: Out, err: Out): Promise<number> {
  const { url, provider, failOn, as, output } = options
  const local = permitted({ url, endpointLocal: false, local: options.local, confirmHost: options.confirmHost })
  const report = await runOnce(
    {
      ...specDefaults,
      url,
      local,
      provider,
      scheme: options.scheme,
      secrets: withRoles(provider, options.scheme, options.secrets.map(secretOf)),
      event: { kind: 'sample', sample: options.sample },
      observe: options.observe,
      only: options.only,
      timeoutMs: options.timeoutMs,
      settleMs: options.settleMs ?? specDefaults.settleMs,
      maxRequests: options.maxRequests ?? specDefaults.maxRequests,
      maxSeconds: options.maxSeconds ?? specDefaults.maxSeconds,
    },
    { clock: systemClock, random: systemRandom, signal },
  )
  const text = renderCheck(report, as)
  if (output === null) await say(out, text)
  else {
    writeFileSync(output, text)
    // A report in a file does not tell whoever looks at the log how it went.
    if (as !== 'text') await say(out, renderCheck(report, 'text'))
    await say(err, `The report was written to ${output}.\n`)
  }
  if (signal.aborted) return 3
  const [genuine] = report.results
  if (genuine === undefined || genuine.outcome === 'skipped' || report.findings.some(({ id }) => id === 'no-answer')) return 3
  return failOn !== 'never' && report.findings.some(({ severity }) => atLeast(severity, failOn)) ? 1 : 0
}

function secretOf({ role, value }: CheckOptions['secrets'][number], at: number) {
  const known = secretRoles.find(candidate => candidate === (role ?? 'signing'))
  if (!known) throw new StartRefused(`There is no secret role “${role}”; choose from ${secretRoles.join(', ')}.`)
  return { id: `sec_${at}`, role: known satisfies SecretRole, label: null, value, validUntil: null }
}
