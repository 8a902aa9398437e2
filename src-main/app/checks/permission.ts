import { AppError } from '#contract/errors.ts'
import { checkUrl, namesThisMachine, refusalText } from '#domain/address-guard/guard.ts'
import { refusedAt } from '../errors.ts'

interface Asked {
  readonly url: string
  /** The Endpoint that is checked is marked local. */
  readonly endpointLocal: boolean
  /** Private addresses are to be allowed for a bare URL. */
  readonly local: boolean
  readonly confirmHost: string | undefined
}

/**
 * A check sends hundreds of requests, forged ones among them. It goes to this machine and to Endpoints marked local by itself; to any
 * other host only when somebody has named that very host, so that a slip does not hit production.
 * @returns whether private addresses are allowed
 * @throws AppError `forbidden` or `address_refused`
 */
export function permitted({ url, endpointLocal, local, confirmHost }: Asked): boolean {
  const { host, hostname, username, password } = new URL(url)
  if (username !== '' || password !== '') throw refusedAt('url', 'invalid_input', 'Remove the user and password from the URL.')
  const trusted = endpointLocal || namesThisMachine(hostname)
  if (!trusted && confirmHost !== host) {
    throw new AppError(
      'forbidden',
      `A check sends hundreds of requests to ${host}, including forged ones. Confirm that it is yours to test: confirmHost "${host}", or --confirm-host ${host} on the command line.`,
      { host },
    )
  }
  const answer = checkUrl(url, { local: endpointLocal || local, callerTrusted: true })
  if (!answer.ok) throw refusedAt('url', 'address_refused', `${url} is refused: ${refusalText(answer, 'url')}`)
  return endpointLocal || local
}
