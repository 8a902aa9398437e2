import { type BrowserWindow, dialog } from 'electron'
import type { EventHub } from '#app/event-hub.ts'
import type { Services } from '#app/services.ts'

interface Options {
  readonly services: Pick<Services, 'deliveries.list'>
  readonly hub: Pick<EventHub, 'subscribe'>
  readonly window: () => BrowserWindow | null
  /** Brings the window back: it may have been the last one's closing that asked. */
  readonly show: () => void
}

/** As many as can be told apart; that more are under way at once is told as so many. */
const LIMIT = 500

/** The buttons, by their places. */
const [WAIT, QUIT, CANCEL] = [0, 1, 2]

/**
 * Asks before the end when deliveries are being sent at this moment, and only then: all else that is planned waits in the store.
 * @returns a function that asks, or answers null while it is asking already: there is one question, and its answer counts
 */
export function quitQuestion({ services, hub, window, show }: Options): () => Promise<boolean> | null {
  let asking = false
  const underWay = async (): Promise<string[]> =>
    (await services['deliveries.list']({ state: 'delivering', limit: LIMIT })).rows.map(({ id }) => id)

  return () => {
    if (asking) return null
    asking = true
    const asked = ask().finally(() => {
      asking = false
    })
    return asked.then(async ({ ids, answer }) => {
      if (answer === CANCEL) show()
      else if (answer === WAIT) await ended(ids)
      return answer !== CANCEL
    })
  }

  async function ask(): Promise<{ ids: readonly string[]; answer: number }> {
    const ids = await underWay()
    if (ids.length === 0) return { ids, answer: QUIT }
    const options = {
      type: 'question' as const,
      message: ids.length === 1 ? '1 delivery is being sent' : `${ids.length} deliveries are being sent`,
      detail:
        'Nothing is lost either way. Interrupted deliveries are sent again when Hookbench next starts, so a receiver may get one twice.',
      buttons: ['Wait, then quit', 'Quit anyway', 'Cancel'],
      defaultId: WAIT,
      cancelId: CANCEL,
    }
    const parent = window()
    const { response } = await (parent ? dialog.showMessageBox(parent, options) : dialog.showMessageBox(options))
    return { ids, answer: response }
  }

  /** Resolves when none of these is being sent any more. Others that begin meanwhile are not waited for: that could be forever. */
  async function ended(ids: readonly string[]): Promise<void> {
    const left = new Set(ids)
    await new Promise<void>(resolve => {
      const look = (): void => {
        if (left.size > 0) return
        subscription.close()
        resolve()
      }
      const subscription = hub.subscribe({ topics: ['delivery.changed'] }, event => {
        if (event.type !== 'delivery.changed') return
        for (const { id, state } of event.rows) if (state !== 'delivering') left.delete(id)
        look()
      })
      // What ended while the question was open. A store that does not answer has nothing to wait for.
      void underWay()
        .catch(() => [])
        .then((now: readonly string[]) => {
          for (const id of ids) if (!now.includes(id)) left.delete(id)
          look()
        })
    })
  }
}
