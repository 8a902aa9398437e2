import type { Attempt } from '#contract/deliveries.ts'
import { deliveriesText } from '../../strings/deliveries.ts'
import { detailText as t } from '../../strings/detail.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { PairTable } from '../detail/pair-table.tsx'

/** Headers that prove who sent it, by the names that schemes give them; for a look, not for a decision. */
const SIGNS = /signature|hmac|^(svix|webhook)-(id|timestamp)$|^x-slack-request-timestamp$|digest|^authorization$/i

/** What the receiver could check: the headers by which this attempt was signed. Each attempt is signed anew where the scheme has a time. */
export function Signed({ attempt }: { attempt: Attempt }) {
  const rows = attempt.requestHeaders.filter(([name]) => SIGNS.test(name))
  const words = deliveriesText.detail
  if (rows.length === 0) return <p className="text-ink-3 text-small">{words.unsigned}</p>
  return (
    <Disclosure title={words.signed}>
      <PairTable
        caption={words.signed}
        name={t.headers.name}
        value={t.headers.value}
        rows={rows}
        what={t.headers.valueOf}
        none={t.headers.none}
      />
    </Disclosure>
  )
}
