import type { CheckFinding } from '#contract/checks.ts'
import { checkText } from '../../strings/check.ts'
import { Copy } from '../../ui/copy.tsx'
import { ScrollRegion } from '../detail/body/scroll-region.tsx'

/** The lines that mend a finding in one framework. */
export function Fix({ fix, finding }: { fix: CheckFinding['fixes'][number]; finding: string }) {
  return (
    <div className="flex flex-col gap-2">
      <p>{fix.text}</p>
      <div className="relative rounded-control border border-line bg-sunken">
        <ScrollRegion label={`${finding}: ${checkText.findings.fix(fix.name)}`} className="rounded-control p-3 pr-10">
          <pre className="select-text font-bytes text-small [font-variant-ligatures:none]">{fix.code}</pre>
        </ScrollRegion>
        <Copy value={fix.code} what={checkText.findings.copy} className="absolute top-1 right-1" />
      </div>
    </div>
  )
}
