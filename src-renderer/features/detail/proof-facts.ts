import type { ProofShown } from '#contract/proof.ts'
import type { RequestDetail } from '#contract/requests.ts'
import { proofText as t } from '../../strings/proof.ts'
import { exactTime } from '../../ui/format.ts'

type Timestamp = NonNullable<NonNullable<ProofShown['proof']>['timestamp']>

/** When it says that it was signed: the time it stands for, and what was written. A time that cannot be read is not passed off as one. */
export function signedAt({ at, value, time }: Timestamp): { readonly lead: string; readonly value: string; readonly at: string } {
  if (value === null) return { lead: t.unreadTimestamp, value: '', at }
  return { lead: time === null ? '' : `${exactTime(time)}, `, value, at }
}

/** Why there is no key to name: none matched, none was tried, or it is gone. */
export function noKeyText({ proof }: ProofShown, { verification }: Pick<RequestDetail, 'verification'>): string {
  if (verification.secretId !== null) return t.keyGone
  // Without the signature or a piece of what it covers there is nothing to try a key on.
  return proof !== null && proof.missing !== null ? t.keyUntried : t.noKey
}
