import { parseBody } from './http/body.ts'
import type { RequestView } from './http/request-view.ts'
import type { Provider } from './provider.ts'

const views = new WeakMap<RequestView, RequestView>()

/**
 * A Request as its provider means it: AWS SNS sends JSON and calls it text. The 422 rule still goes by the Request's own Content-Type;
 * this is for the provider's rules only. Parsed once for each Request.
 */
export function viewFor(provider: Provider, view: RequestView): RequestView {
  if (provider.bodyIs !== 'json') return view
  let meant = views.get(view)
  if (!meant) {
    const parsed = view.parsed()
    const json = parsed.kind === 'other' ? parseBody('application/json', view.body) : parsed
    meant = { ...view, parsed: () => (json.kind === 'invalid' ? parsed : json) }
    views.set(view, meant)
  }
  return meant
}
