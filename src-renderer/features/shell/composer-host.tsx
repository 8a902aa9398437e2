import { lazy, Suspense, useEffect, useState } from 'react'
import type { RequestDetail } from '#contract/requests.ts'
import { call } from '../../state/api.ts'
import { en } from '../../strings/en.ts'
import { notifyError } from '../../ui/toast.tsx'

const Composer = lazy(async () => ({ default: (await import('../composer/composer.tsx')).Composer }))

/** Opens the composer on a captured Request, once its detail is here. */
export function ComposerHost({ requestId, onClose }: { requestId: string; onClose(): void }) {
  const [request, setRequest] = useState<RequestDetail | null>(null)
  useEffect(() => {
    let wanted = true
    call('requests.get', { id: requestId }).then(
      detail => wanted && setRequest(detail),
      error => {
        notifyError(en.request.loadFailed, error)
        onClose()
      },
    )
    return () => {
      wanted = false
    }
  }, [requestId, onClose])
  return request ? (
    <Suspense fallback={null}>
      <Composer request={request} onClose={onClose} />
    </Suspense>
  ) : null
}
