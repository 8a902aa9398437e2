import type { Sample } from '#domain/samples.ts'

const flag = (verb: string, comment: string): Pick<Sample, 'eventType' | 'body'> => ({
  eventType: `flag: ${verb}`,
  body: {
    json: {
      _id: '{{hex:24}}',
      _accountId: '{{hex:24}}',
      date: '{{ms}}',
      kind: 'flag',
      name: 'round-handles',
      titleVerb: verb,
      title: `Ada Example ${verb} the flag round-handles in Production`,
      member: { _id: '{{hex:24}}', email: 'ada@example.com', firstName: 'Ada', lastName: 'Example' },
      comment,
    },
  },
})

export const launchdarkly: readonly Sample[] = [
  { id: 'flag-turned-on', title: 'Flag turned on', ...flag('turned on', 'Handles for everybody') },
  { id: 'flag-turned-off', title: 'Flag turned off', failure: true, ...flag('turned off', 'The mugs leak') },
]
