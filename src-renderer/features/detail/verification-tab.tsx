import { CircleCheck, CircleX } from 'lucide-react'
import type { RequestDetail, Verification } from '#contract/requests.ts'
import { useApp } from '../../state/store.ts'
import { detailText as t } from '../../strings/detail.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { cx } from '../../ui/cx.ts'
import { ProofParts } from './proof-parts.tsx'
import { VerifyAgain } from './verify-again.tsx'

export const verdictTones: Record<Verification['verdict'], Tone> = {
  verified: 'ok',
  failed: 'bad',
  unsigned: 'warn',
  unconfigured: 'quiet',
}

/** The proof of the verdict, and a place to try another provider, scheme or secret on the same bytes. */
export function VerificationTab({ request }: { request: RequestDetail }) {
  return (
    <div className="flex flex-col gap-5 p-3">
      <Proof verification={request.verification} />
      <ProofParts request={request} />
      <VerifyAgain key={request.id} request={request} />
    </div>
  )
}

/** Verdict, the sentence that explains it, and each step that was taken. The step that failed does not repeat that sentence. */
export function Proof({ verification, label = t.verification.proof }: { verification: Verification; label?: string }) {
  const { verdict, provider, scheme, code, explanation, checks } = verification
  const providers = useApp(state => state.providers)
  const info = providers.find(candidate => candidate.id === provider)
  const facts: [string, string][] = []
  if (provider !== null) facts.push([t.verification.provider, info?.name ?? provider])
  if (scheme !== null) facts.push([t.verification.scheme, info?.schemes.find(candidate => candidate.id === scheme)?.name ?? scheme])
  if (code !== null) facts.push([t.verification.code, `${t.verification.codes[code]} (${code})`])
  return (
    <section aria-label={label} className="flex flex-col gap-3">
      <div className="flex items-start gap-2">
        <Badge tone={verdictTones[verdict]}>{t.verification.verdicts[verdict]}</Badge>
        <p className="min-w-0 flex-1 break-words">{explanation}</p>
      </div>
      {facts.length > 0 ? (
        <dl className="grid grid-cols-[minmax(4.5rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1">
          {facts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-ink-3">{name}</dt>
              <dd className="min-w-0 break-words">{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {checks.length === 0 ? null : (
        <ol className="overflow-hidden rounded-panel border border-line">
          {checks.map((check, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps in the order they were taken
            <li key={index} className="flex items-start gap-2 border-line px-3 py-2 not-last:border-b">
              {check.ok ? (
                <CircleCheck className="mt-0.5 size-4 shrink-0 text-ok" role="img" aria-label={t.verification.passed} />
              ) : (
                <CircleX className="mt-0.5 size-4 shrink-0 text-bad" role="img" aria-label={t.verification.didNotPass} />
              )}
              <span className="min-w-0">
                <span className={cx('font-medium', !check.ok && 'text-bad')}>{check.name}</span>
                {check.detail === explanation ? null : <span className="block break-words text-ink-2">{check.detail}</span>}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
