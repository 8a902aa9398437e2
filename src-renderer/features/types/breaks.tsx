import { useEffect, useState } from 'react'
import type { OutputOf } from '#contract/methods.ts'
import { call } from '../../state/api.ts'
import { typesText as t } from '../../strings/types.ts'
import { Notice } from '../../ui/notice.tsx'

/** Where a payload is unlike those of its event type that came before it. */
export function Breaks({ requestId }: { requestId: string }) {
  const [answer, setAnswer] = useState<OutputOf<'types.check'> | null>(null)
  useEffect(() => {
    let current = true
    call('types.check', { requestId })
      .then(checked => current && setAnswer(checked))
      // What is below says what is wrong.
      .catch(() => {})
    return () => {
      current = false
    }
  }, [requestId])
  if (!answer) return null
  if (answer.breaks.length === 0) return <p className="text-ink-2">{answer.samples === 0 ? t.alone : t.fits(answer.samples)}</p>
  return (
    <Notice tone="warn" title={t.breaks}>
      <ul className="mt-1 flex flex-col gap-1">
        {answer.breaks.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            <code className="break-all">{path}</code> {message}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
