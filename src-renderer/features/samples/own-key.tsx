import { useEffect, useState } from 'react'
import type { Source } from '#contract/sources.ts'
import { call } from '../../state/api.ts'
import { useApp } from '../../state/store.ts'
import { samplesText } from '../../strings/samples.ts'
import { ValueBox } from '../../ui/mono.tsx'
import { Notice } from '../../ui/notice.tsx'

const t = samplesText.ownKey

/**
 * Samples of a provider whose private key nobody else has are signed with a key pair of ours: the app under test has to be told the
 * public half of that one.
 */
export function OwnKey({ source }: { source: Source | undefined }) {
  const provider = useApp(state => state.providers.find(({ id }) => id === source?.provider))
  const scheme = provider?.schemes.find(({ id }) => id === source?.scheme) ?? provider?.schemes[0]
  const theirs = source?.secrets.some(({ role }) => role === 'private-key') ?? false
  const wanted = provider && scheme?.secretRole === 'public-key' && !scheme.unsignable && !theirs ? `${provider.id}/${scheme.id}` : null
  const [known, setKnown] = useState<{ readonly of: string; readonly publicKey: string } | null>(null)
  useEffect(() => {
    if (wanted === null) return
    let stopped = false
    call('keys.get', { scheme: wanted }).then(
      ({ publicKey }) => !stopped && setKnown({ of: wanted, publicKey }),
      // Without it the sample is sent all the same; the Source verifies it, and only the app would not.
      () => {},
    )
    return () => {
      stopped = true
    }
  }, [wanted])
  if (wanted === null || known?.of !== wanted) return null
  return (
    <Notice title={t.title}>
      <p className="mb-1.5">{t.text(provider?.name ?? '')}</p>
      <ValueBox value={known.publicKey} what={t.what} />
    </Notice>
  )
}
