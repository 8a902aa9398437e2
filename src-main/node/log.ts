import type { DestinationStream } from 'pino'
import { pino } from 'pino'
import type { Log, LogFields } from '#app/ports.ts'
import { redact } from './redact.ts'

/**
 * JSON lines on stderr, each with `time` (ms), `level` and `event`; stdout stays free for the ready line.
 * Written at once, without pino's transport threads: a line about the crash must be out before the crash.
 * @param destination for tests; stderr otherwise
 */
export function stderrLog(
  level = process.env['HOOKBENCH_LOG'] || 'info',
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Log {
  const known = level in pino.levels.values || level === 'silent' ? level : 'info'
  const out = pino({ level: known, base: null, messageKey: 'event', formatters: { level: label => ({ level: label }) } }, destination)
  const fields = (given: LogFields | undefined) => redact(given ?? {}) as Record<string, unknown>
  return {
    debug: (event, given) => out.debug(fields(given), event),
    info: (event, given) => out.info(fields(given), event),
    warn: (event, given) => out.warn(fields(given), event),
    error: (event, given) => out.error(fields(given), event),
  }
}
