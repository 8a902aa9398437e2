import type { ReactNode } from 'react'
import type { CheckDetail } from '#contract/checks.ts'
import { checkText } from '../../strings/check.ts'
import { Mono } from '../../ui/mono.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Visible } from '../../ui/visible.tsx'

const t = checkText.facts

/** What was checked, as whom, with what, when. */
export function Facts({ detail }: { detail: CheckDetail }) {
  return (
    <dl aria-label={t.label} className="flex flex-wrap gap-x-6 gap-y-1 text-small">
      <Fact name={t.target}>
        <Mono>
          <Visible text={detail.url} />
        </Mono>
      </Fact>
      <Fact name={t.provider}>{`${detail.providerName}, ${t.timeout(detail.timeoutMs)}`}</Fact>
      <Fact name={t.event}>
        <Visible text={detail.event} />
      </Fact>
      <Fact name={t.observation}>
        <Visible text={detail.observation ?? t.notCounted} />
      </Fact>
      <Fact name={t.when}>
        <RelativeTime at={detail.createdAt} />, {t.requests(detail.requests)}
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 max-w-full gap-1.5">
      <dt className="shrink-0 text-ink-3">{name}</dt>
      <dd className="min-w-0 break-words text-ink-2">{children}</dd>
    </div>
  )
}
