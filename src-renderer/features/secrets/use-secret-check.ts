import { useEffect, useState } from 'react'
import type { SecretRole } from '#domain/secret.ts'
import { call } from '../../state/api.ts'

/** For which provider, scheme and role a secret is meant. Provider '' = none chosen, scheme '' = the provider's first. */
export interface SecretPurpose {
  readonly provider: string
  readonly scheme: string
  readonly role: SecretRole
}

/** Long enough that a person who types is not corrected at every letter; a pasted secret is looked at at once all the same. */
const PAUSE_MS = 250

/**
 * What looks wrong with a secret while it is typed; null when nothing does. The core looks, and keeps nothing: whether a text is a key
 * is a matter of node:crypto, and what may be asked of it is no more than what saving sends.
 */
export function useSecretCheck(value: string, purpose: SecretPurpose | undefined): string | null {
  const [told, setTold] = useState<{ readonly of: string; readonly message: string | null }>({ of: '', message: null })
  const { provider, scheme, role } = purpose ?? { provider: '', scheme: '', role: 'signing' as const }
  const asked = purpose !== undefined && value.trim() !== ''
  useEffect(() => {
    if (!asked) return
    let stopped = false
    const timer = setTimeout(() => {
      call('providers.checkSecret', { provider: provider || null, scheme: scheme || null, role, value }).then(
        ({ message }) => !stopped && setTold({ of: value, message }),
        // The link is down, which is told elsewhere; saving checks nothing either.
        () => {},
      )
    }, PAUSE_MS)
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [asked, provider, scheme, role, value])
  return asked && told.of === value ? told.message : null
}
