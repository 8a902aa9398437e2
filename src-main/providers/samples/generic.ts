import type { Sample } from '#domain/samples.ts'

/** For Sources of no provider, or of one that has no samples: any receiver takes it. */
export const generic: readonly Sample[] = [
  {
    id: 'test',
    title: 'Test webhook',
    eventType: null,
    withoutId: true,
    headers: [['User-Agent', 'Hookbench-Test/1']],
    body: {
      json: {
        id: 'evt_test_{{hex:16}}',
        type: 'hookbench.test',
        created: '{{s}}',
        data: { message: 'Hello from Hookbench. If you can read this, your receiver works.', number: 42, ok: true },
      },
    },
  },
  {
    id: 'form',
    title: 'Form post',
    eventType: null,
    withoutId: true,
    headers: [['User-Agent', 'Hookbench-Test/1']],
    body: {
      form: [
        ['id', 'evt_test_{{hex:16}}'],
        ['event', 'hookbench.form'],
        ['message', 'A form field with spaces, an é and an & in it.'],
      ],
    },
  },
  {
    id: 'text',
    title: 'Plain text',
    eventType: null,
    withoutId: true,
    headers: [['User-Agent', 'Hookbench-Test/1']],
    body: { text: 'Plain text from Hookbench at {{iso}}, number {{digits:8}}.\n' },
  },
]
