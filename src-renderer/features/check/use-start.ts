import { useState } from 'react'
import type { InputOf } from '#contract/methods.ts'
import { LinkError } from '../../link/link-error.ts'
import { call } from '../../state/api.ts'
import { followJob } from '../../state/jobs.ts'
import { type Refusal, useRefusal } from '../../state/refusal.ts'

type Input = InputOf<'checks.start'>

export interface Start {
  readonly busy: boolean
  /** Why it did not start, as a sentence. */
  readonly refused: string | null
  /** Or why not, at the fields that it is about. */
  readonly fields: Refusal<(typeof refusable)[keyof typeof refusable]>['fields']
  /** The host that a person has to say yes to first. */
  readonly host: string | null
  start(input: Input): Promise<void>
  confirm(): Promise<void>
  dismiss(): void
  /** What was refused was changed. */
  clear(): void
}

/** By the paths of `checks.start`. */
const refusable = {
  url: 'url',
  secrets: 'secret',
  observe: 'observe',
  timeoutMs: 'timeoutSeconds',
  settleMs: 'settleSeconds',
  maxSeconds: 'maxSeconds',
  maxRequests: 'maxRequests',
} as const

/** Starts checks. A host that is not this machine's is asked about by its name; nothing is sent to it before. */
export function useStart(onStarted: (id: string) => void): Start {
  const [busy, setBusy] = useState(false)
  const refusal = useRefusal(refusable)
  const [asked, setAsked] = useState<{ input: Input; host: string } | null>(null)
  const start = async (input: Input) => {
    setBusy(true)
    refusal.clear()
    setAsked(null)
    try {
      const { checkId, jobId } = await call('checks.start', input)
      onStarted(checkId)
      // Without it the strip of work shows it a little later.
      followJob(jobId).catch(() => {})
    } catch (error) {
      const host = error instanceof LinkError && error.code === 'forbidden' ? error.details?.['host'] : undefined
      if (typeof host === 'string' && input.confirmHost !== host) setAsked({ input, host })
      else refusal.refuse(error)
    }
    setBusy(false)
  }
  return {
    busy,
    refused: refusal.text,
    fields: refusal.fields,
    clear: refusal.clear,
    host: asked?.host ?? null,
    start,
    confirm: async () => {
      if (asked) await start({ ...asked.input, confirmHost: asked.host })
    },
    dismiss: () => setAsked(null),
  }
}
