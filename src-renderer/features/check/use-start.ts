import { useState } from 'react'
import type { InputOf } from '#contract/methods.ts'
import { messageOf } from '#domain/error-text.ts'
import { LinkError } from '../../link/link-error.ts'
import { call } from '../../state/api.ts'
import { followJob } from '../../state/jobs.ts'

type Input = InputOf<'checks.start'>

export interface Start {
  readonly busy: boolean
  /** Why it did not start, as a sentence. */
  readonly refused: string | null
  /** The host that a person has to say yes to first. */
  readonly host: string | null
  start(input: Input): Promise<void>
  confirm(): Promise<void>
  dismiss(): void
}

/** Starts checks. A host that is not this machine's is asked about by its name; nothing is sent to it before. */
export function useStart(onStarted: (id: string) => void): Start {
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const [asked, setAsked] = useState<{ input: Input; host: string } | null>(null)
  const start = async (input: Input) => {
    setBusy(true)
    setRefused(null)
    setAsked(null)
    try {
      const { checkId, jobId } = await call('checks.start', input)
      onStarted(checkId)
      // Without it the strip of work shows it a little later.
      followJob(jobId).catch(() => {})
    } catch (error) {
      const host = error instanceof LinkError && error.code === 'forbidden' ? error.details?.['host'] : undefined
      if (typeof host === 'string' && input.confirmHost !== host) setAsked({ input, host })
      else setRefused(messageOf(error))
    }
    setBusy(false)
  }
  return {
    busy,
    refused,
    host: asked?.host ?? null,
    start,
    confirm: async () => {
      if (asked) await start({ ...asked.input, confirmHost: asked.host })
    },
    dismiss: () => setAsked(null),
  }
}
