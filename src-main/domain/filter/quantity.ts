import type { When } from './ast.ts'

const ago: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
const unit: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1000,
  kb: 1000,
  m: 1e6,
  mb: 1e6,
  g: 1e9,
  gb: 1e9,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
}

/** `2h`, `3d` (that long ago), or an ISO date or time; null when it is neither. Without an offset it is this machine's time. */
export function parseWhen(text: string): When | null {
  const relative = /^(\d{1,6})([smhdw])$/.exec(text.toLowerCase())
  const length = relative?.[2] === undefined ? undefined : ago[relative[2]]
  if (relative && length !== undefined) return { ago: Number(relative[1]) * length, text: text.toLowerCase() }
  const date = /^(\d{4})-(\d\d)-(\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/i.exec(text)
  if (!date) return null
  // A bare date would be read as UTC by Date.parse, which is not the day that the person who typed it lives in.
  const at = Date.parse(text.includes('T') || text.includes('t') ? text : `${text}T00:00:00`)
  // 2026-02-30 is a valid text to Date.parse and means the 2nd of March.
  const days = new Date(Date.UTC(Number(date[1]), Number(date[2]), 0)).getUTCDate()
  return Number.isNaN(at) || Number(date[3]) > days ? null : { at, text }
}

/** The point in time meant, ms since epoch. */
export function resolveWhen(when: When, now: number): number {
  return 'at' in when ? when.at : now - when.ago
}

/** `10`, `1.5MB`, `64KiB` in bytes; null when it is no size. kB, MB, GB are powers of 1000, KiB, MiB, GiB of 1024. */
export function parseSize(text: string): number | null {
  const match = /^(\d{1,12}(?:\.\d{1,6})?)([kmg]?i?b?)$/.exec(text.toLowerCase())
  const factor = match?.[2] === undefined ? undefined : unit[match[2]]
  return match && factor !== undefined ? Math.round(Number(match[1]) * factor) : null
}
