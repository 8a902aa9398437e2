import { expect, test } from 'vitest'
import { parseAddress } from '../../../../src-renderer/state/address.ts'

test.each([
  ['#/request/req_0amd669cg00', { kind: 'request', id: 'req_0amd669cg00' }],
  ['#/delivery/dlv_0amd669cg00', { kind: 'delivery', id: 'dlv_0amd669cg00' }],
  ['#/endpoint/ep_0amd669cg00', { kind: 'endpoint', id: 'ep_0amd669cg00' }],
  ['#/source/src_0amd669cg00', { kind: 'source', id: 'src_0amd669cg00' }],
  ['#/settings', { kind: 'settings' }],
  ['#/alerts', { kind: 'alerts' }],
  ['#/tunnel', { kind: 'tunnel' }],
  ['#/filter/verdict%3Afailed%20is:duplicate', { kind: 'filter', text: 'verdict:failed is:duplicate' }],
])('%s is followed', (hash, address) => {
  expect(parseAddress(hash)).toEqual(address)
})

test.each([
  '',
  '#',
  '#/',
  '#/request/',
  '#/request/req_../../x',
  '#/request/src_0amd669cg00',
  '#/filter/',
  '#/filter/%zz',
  '#/constructor/req_0amd669cg00',
  '#/nowhere/req_0amd669cg00',
])('%s is ignored', hash => {
  expect(parseAddress(hash)).toBeNull()
})
