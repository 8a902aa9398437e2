import type { ReplyMode } from '#contract/sources.ts'
import { en } from '../../strings/en.ts'
import { sourcesText as t } from '../../strings/sources.ts'

type Fault = Extract<ReplyMode, { mode: 'fault' }>['fault']

/** A reply mode while it is edited: the fields of all modes, so that looking at another one loses nothing. */
export interface ReplyDraft {
  readonly mode: ReplyMode['mode']
  readonly status: string
  /** A header a line. */
  readonly headers: string
  readonly body: string
  /** ms */
  readonly delay: string
  readonly fault: Fault
  readonly firstN: string
  /** Seconds. */
  readonly faultDelay: string
  /** '' = none chosen yet. */
  readonly passTo: string
}
export type ReplyErrors = Partial<Record<'status' | 'headers' | 'delay' | 'firstN' | 'faultDelay' | 'passTo', string>>

export function replyDraft(reply: ReplyMode): ReplyDraft {
  const custom = reply.mode === 'custom' ? reply : undefined
  const fault = reply.mode === 'fault' ? reply : undefined
  return {
    mode: reply.mode,
    status: String(custom?.status ?? 200),
    headers: (custom?.headers ?? []).map(([name, value]) => `${name}: ${value}`).join('\n'),
    body: custom?.body ?? '',
    delay: String(custom?.delayMs ?? 0),
    fault: fault?.fault ?? 'fail',
    firstN: fault?.firstN === undefined ? '' : String(fault.firstN),
    faultDelay: fault?.delayMs === undefined ? '' : String(fault.delayMs / 1000),
    passTo: reply.mode === 'pass-through' ? reply.endpointId : '',
  }
}

/** Only what the chosen mode sends can be wrong. */
export function replyErrors(draft: ReplyDraft): ReplyErrors {
  switch (draft.mode) {
    case 'custom':
      return {
        ...(isNumber(draft.status, 200, 599) ? {} : { status: en.source.statusWrong }),
        ...(isNumber(draft.delay, 0, 60_000) ? {} : { delay: en.source.delayWrong }),
        ...(headersOf(draft.headers) ? {} : { headers: t.reply.headersWrong }),
      }
    case 'fault':
      return {
        ...(draft.firstN.trim() === '' || isNumber(draft.firstN, 1, 100) ? {} : { firstN: t.reply.firstNWrong }),
        ...(!isSlow(draft.fault) || draft.faultDelay.trim() === '' || isNumber(draft.faultDelay, 0, 120)
          ? {}
          : { faultDelay: t.reply.faultDelayWrong }),
      }
    case 'pass-through':
      return draft.passTo === '' ? { passTo: t.reply.passMissing } : {}
    default:
      return {}
  }
}

export function replyInput(draft: ReplyDraft): ReplyMode {
  const { mode } = draft
  switch (mode) {
    case 'custom':
      return { mode, status: Number(draft.status), headers: headersOf(draft.headers) ?? [], body: draft.body, delayMs: Number(draft.delay) }
    case 'fault': {
      const { fault } = draft
      const firstN = draft.firstN.trim() === '' ? {} : { firstN: Number(draft.firstN) }
      const delay = isSlow(fault) && draft.faultDelay.trim() !== '' ? { delayMs: Number(draft.faultDelay) * 1000 } : {}
      return { mode, fault, ...firstN, ...delay }
    }
    case 'pass-through':
      return { mode, endpointId: draft.passTo }
    default:
      return { mode }
  }
}

/** Faults that take time. */
export const isSlow = (fault: Fault): boolean => fault === 'timeout' || fault === 'drip'

/** By how long the reply is put off on purpose, ms; null = for longer than the provider waits, whatever that is. */
export function delayOf(draft: ReplyDraft): number | null {
  if (draft.mode === 'custom') return Number(draft.delay) || 0
  if (draft.mode !== 'fault' || !isSlow(draft.fault)) return 0
  return draft.faultDelay.trim() === '' ? null : Number(draft.faultDelay) * 1000 || 0
}

function isNumber(text: string, least: number, most: number): boolean {
  const value = Number(text)
  return text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most
}

/** Lines as headers; null when one is no header. */
function headersOf(text: string): [string, string][] | null {
  const lines = text.split('\n').filter(line => line.trim() !== '')
  const headers = lines.map((line): [string, string] | null => {
    const parts = /^\s*([^:\s]+)\s*:\s*(.*?)\s*$/.exec(line)
    return parts ? [parts[1] ?? '', parts[2] ?? ''] : null
  })
  return headers.includes(null) ? null : headers.filter(pair => pair !== null)
}
