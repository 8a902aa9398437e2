import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import { nameOf, readActivation, readName, toastXml } from '../../../src-main/electron/toast.ts'

const notice = {
  alertId: 'alr_1a',
  title: 'Delivery to <b>"Mine"</b> failed & gave up',
  body: 'line\u0000 one\ud800',
  group: 'endpoint:ep_1',
  target: { type: 'delivery' as const, id: 'dlv_2b' },
  actions: [
    { id: 'retry' as const, label: 'Retry' },
    { id: 'mute' as const, label: 'Mute for 1 h' },
  ],
}
const parsed = () => {
  const xml = toastXml(notice)
  expect(XMLValidator.validate(xml)).toBe(true)
  return new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', htmlEntities: true }).parse(xml).toast
}

test('what Windows hands back after a restart says what was clicked', () => {
  const { launch, actions } = parsed()
  const named = { alertId: 'alr_1a', target: { type: 'delivery', id: 'dlv_2b' } }
  expect(readActivation(launch)).toEqual({ ...named, action: null })
  expect(actions.action.map((each: { arguments: string }) => readActivation(each.arguments))).toEqual([
    { ...named, action: 'retry' },
    { ...named, action: 'mute' },
  ])
})

test('what strangers sent is text in it', () => {
  expect(parsed().visual.binding.text).toEqual(['Delivery to <b>"Mine"</b> failed & gave up', 'line  one\ufffd'])
})

test('a name is read again, and nothing else is', () => {
  expect(readName(nameOf(notice))).toMatchObject({ target: notice.target })
  expect(readName(nameOf({ alertId: 'alr_1', target: { type: 'alerts', id: null } }))).toMatchObject({
    target: { type: 'alerts', id: null },
  })
  for (const text of [
    '',
    'x',
    'alr_1/delivery',
    'alr_1/delete/dlv_1/x',
    'alr_1/delete/dlv_1',
    'ep_1/delivery/dlv_1',
    'alr_1/delivery/../x',
  ]) {
    expect(readName(text)).toBeNull()
  }
})

test.each([
  '',
  'type=click&tag=14317607570838471237',
  'type=action&action=0&tag=alr_1/delivery/dlv_1&do=delete',
  'type=action&tag=alr_1/delivery/dlv_1',
])('%j asks for nothing', text => {
  expect(readActivation(text)).toBeNull()
})
