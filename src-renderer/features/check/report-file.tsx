import { Download } from 'lucide-react'
import { useState } from 'react'
import type { InputOf } from '#contract/methods.ts'
import { call } from '../../state/api.ts'
import { checkText } from '../../strings/check.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy.tsx'
import { Select } from '../../ui/select.tsx'
import { notifyError } from '../../ui/toast.tsx'

const t = checkText.report
type Form = InputOf<'checks.report'>['as']
const forms = (Object.keys(t.as) as Form[]).map(value => ({ value, label: t.as[value] }))

/** The report as a file, or on the clipboard. */
export function ReportFile({ id }: { id: string }) {
  const [as, setAs] = useState<Form>('markdown')
  const download = async () => {
    try {
      const { text, contentType, filename } = await call('checks.report', { id, as })
      save(new Blob([text], { type: contentType }), filename)
    } catch (error) {
      notifyError(t.failed, error)
    }
  }
  return (
    <section aria-label={t.label} className="flex flex-wrap items-center gap-2">
      <Select<Form> className="w-32" label={t.format} value={as} options={forms} onChange={setAs} />
      <Button icon={<Download />} onClick={() => void download()}>
        {t.download}
      </Button>
      <CopyButton
        value={async () => {
          try {
            return (await call('checks.report', { id, as })).text
          } catch (error) {
            notifyError(t.failed, error)
            throw error
          }
        }}
      >
        {t.copy}
      </CopyButton>
    </section>
  )
}

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken hold of it by the next turn.
  setTimeout(() => URL.revokeObjectURL(url))
}
