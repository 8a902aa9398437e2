import { TriangleAlert } from 'lucide-react'
import { type SecretPurpose, useSecretCheck } from './use-secret-check.ts'

/** A doubt about a secret, below its field and read out when it comes. It never stands in the way of saving: formats change. */
export function SecretAdvice({ value, purpose }: { value: string; purpose: SecretPurpose }) {
  const message = useSecretCheck(value, purpose)
  return (
    <div role="status" className="empty:hidden">
      {message === null ? null : (
        <p className="mt-1 flex items-start gap-1.5 text-small text-warn">
          <TriangleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
          <span className="min-w-0">{message}</span>
        </p>
      )}
    </div>
  )
}
