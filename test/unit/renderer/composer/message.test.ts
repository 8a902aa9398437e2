import { describe, expect, test } from 'vitest'
import { newMessage, unsignedTargets } from '../../../../src-renderer/features/composer/message-draft.ts'
import { isRepeated } from '../../../../src-renderer/features/composer/use-send.ts'
import { anEndpoint } from '../detail/builders.ts'

describe('a message of one’s own', () => {
  const endpoints = [
    anEndpoint({ id: 'ep_1', scheme: null, enabled: true, eventTypes: [] }),
    anEndpoint({ id: 'ep_2', scheme: null, enabled: false, eventTypes: [] }),
    anEndpoint({ id: 'ep_3', scheme: null, enabled: true, eventTypes: ['invoice.*'] }),
    anEndpoint({ id: 'ep_4', scheme: 'stripe/v1', enabled: true, eventTypes: [] }),
  ]
  const unsigned = (endpointIds: readonly string[] | null, eventType: string) =>
    unsignedTargets({ ...newMessage(null), endpointIds, eventType }, endpoints).map(({ id }) => id)

  test('of all that subscribe, those are unsigned that get it', () => {
    expect(unsigned(null, 'order.paid')).toEqual(['ep_1'])
    expect(unsigned(null, ' invoice.paid ')).toEqual(['ep_1', 'ep_3'])
  })

  test('who is chosen gets it, subscribed and enabled or not', () => {
    expect(unsigned(['ep_2', 'ep_3', 'ep_4'], 'order.paid')).toEqual(['ep_2', 'ep_3'])
    expect(unsigned([], 'order.paid')).toEqual([])
  })

  test('the same Deliveries again are nothing new', () => {
    expect(isRepeated(['dlv_1', 'dlv_2'])).toBe(false)
    expect(isRepeated(['dlv_3'])).toBe(false)
    expect(isRepeated(['dlv_1', 'dlv_2'])).toBe(true)
    // Nobody subscribes: there is nothing to tell apart.
    expect([isRepeated([]), isRepeated([])]).toEqual([false, false])
  })
})
