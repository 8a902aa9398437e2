import { useEffect, useState } from 'react'
import type { ProofShown } from '#contract/proof.ts'
import type { RequestDetail } from '#contract/requests.ts'
import { call } from '../../state/api.ts'
import { proofText as t } from '../../strings/proof.ts'
import { count, exactTime } from '../../ui/format.ts'
import { Visible } from '../../ui/visible.tsx'
import { noKeyText, signedAt } from './proof-facts.ts'

/** What was signed piece by piece, where the signature stood, and which key matched. Loaded when somebody looks. */
export function ProofParts({ request }: { request: RequestDetail }) {
  const [told, setTold] = useState<{ id: string; shown: ProofShown } | null>(null)
  const { id } = request
  useEffect(() => {
    let wanted = true
    call('requests.proof', { id }).then(
      shown => wanted && setTold({ id, shown }),
      // The verdict and its steps stand above; without the pieces the proof is shorter, not wrong.
      () => {},
    )
    return () => {
      wanted = false
    }
  }, [id])
  const shown = told?.id === id ? told.shown : null
  if (!shown?.proof) return null
  const { proof } = shown
  const { timestamp } = proof
  // Where that is why it failed, it stands above as the explanation.
  const missing = proof.missing === request.verification.explanation ? null : proof.missing
  const facts: [name: string, value: React.ReactNode][] = [
    [t.algorithm, proof.algorithm],
    [
      t.signature,
      <span key="s">
        {proof.signature.at}
        {proof.signature.values?.map((value, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: signatures in the order in which they came
          <code key={index} className="mt-0.5 line-clamp-3 break-all text-ink-2 text-small">
            <Visible text={value} />
          </code>
        ))}
      </span>,
    ],
    [t.timestamp, timestamp === null ? t.noTimestamp : <SignedAt key="at" timestamp={timestamp} />],
    ...(timestamp === null
      ? []
      : [
          [t.tolerance, timestamp.toleranceSeconds === null ? t.noTolerance : t.toleranceOf(timestamp.toleranceSeconds)] as [
            string,
            string,
          ],
        ]),
    [t.key, <Key key="k" shown={shown} request={request} />],
  ]
  return (
    <section aria-label={t.title} className="flex flex-col gap-3">
      <h3 className="font-medium">{t.title}</h3>
      <dl className="grid grid-cols-[minmax(4.5rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-3">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
      {proof.missing === null && proof.parts.length === 0 ? <p className="text-ink-2">{t.presented}</p> : null}
      {proof.parts.length > 0 ? <Parts shown={proof} /> : null}
      {missing === null ? null : <p className="text-bad">{missing}</p>}
    </section>
  )
}

function SignedAt({ timestamp }: { timestamp: Parameters<typeof signedAt>[0] }) {
  const { lead, value, at } = signedAt(timestamp)
  return (
    <span>
      {lead}
      <Visible text={value} /> ({at})
    </span>
  )
}

function Key({ shown, request }: { shown: ProofShown; request: RequestDetail }) {
  const { key } = shown
  if (key === null) return noKeyText(shown, request)
  return (
    <>
      <code className="text-small">{key.masked}</code>{' '}
      <span className="text-ink-2">
        {key.label ?? t.unlabelled}
        {key.validUntil === null ? '' : `, ${t.until(exactTime(key.validUntil))}`}
      </span>
    </>
  )
}

function Parts({ shown }: { shown: NonNullable<ProofShown['proof']> }) {
  return (
    <div>
      <h4 className="font-medium">{t.signed}</h4>
      <p className="mb-1.5 text-ink-2 text-small">
        {t.signedHint} {shown.items === null || shown.items < 2 ? '' : t.first(shown.items)}
      </p>
      <ol className="overflow-hidden rounded-panel border border-line">
        {shown.parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces in the order in which they are signed
          <li key={index} className="grid grid-cols-[8rem_minmax(0,1fr)] gap-3 border-line px-3 py-1.5 not-last:border-b">
            <span className="text-ink-2 text-small">
              <span className="block truncate" title={part.name}>
                {part.name === '' ? t.between : part.name}
              </span>
              <span className="text-ink-3">{t.bytes(count(part.bytes))}</span>
            </span>
            <span className="max-h-32 overflow-y-auto whitespace-pre-wrap break-all font-bytes text-small [font-variant-ligatures:none]">
              <Visible text={part.text} />
              {part.cut ? <span className="text-ink-3">{t.cut}</span> : null}
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}
