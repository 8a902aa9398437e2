import { own, type Vector } from '../vector.ts'

/** Made with a key of our own, valid from November 2026; Amazon’s private keys are Amazon’s. */
const certificate = `-----BEGIN CERTIFICATE-----
MIIDGTCCAgGgAwIBAgIUGNcwK1iCYZHDaMMt1cQsMH4G9aMwDQYJKoZIhvcNAQEL
BQAwGzEZMBcGA1UEAwwQc25zLmV4YW1wbGUudGVzdDAgFw0yNjExMjMxNTMzNTZa
GA8yMTI2MTAzMDE1MzM1NlowGzEZMBcGA1UEAwwQc25zLmV4YW1wbGUudGVzdDCC
ASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBAKoFvd4+r1AZ6UYFCUg6bkVB
CcsY9Ac8rNPZbJZfMJ+WBK/GwH6YFCCsNT0WOsD/WdVNj7xIR1HSM3ydwONbCcpo
i/NiQu0Q8tvEHcap5IRWd5i067Jklzk2WJs+u7E8bylGKiBIiyd/mnDEiey08+xt
0iwE3/agLKP00+Au/z7Vd8MFdluv89iX8EpqXITZWk9H/sFnlNaouSXAVp2N82qg
nfmdmGBz6mU+4craoBwzilOTMRR7bJiGqsFWvtpoOX8f3kS2E2VZV36/82KkEkLn
wBe7Jl0fxqzU5A3p9kzneYY7QbIlGctaFakrjkS+tDHRMHgR9eTLilzZbCmSoTEC
AwEAAaNTMFEwHQYDVR0OBBYEFJbuoCYLh8zsjntLI7JZPXheurraMB8GA1UdIwQY
MBaAFJbuoCYLh8zsjntLI7JZPXheurraMA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZI
hvcNAQELBQADggEBAGFAxb1124KN6uiDkhDc4jXwdF8S9yHgDANiFzAsIoPCFEP7
ILYI1cwa1GKHWJKO6GkgLrjwNI/JMQFrQ6ZEiyvHiKImDcEaGD3rWyiKU2E8smet
ILs7e6G6mO7FTfHKUVzyw2cxIzBkBLOW4yluIySsphcT5YKUU1HBsBh0WqjOmBeN
bXQ9d6wNWq8SdPBORQXWClD7jVWIiE88m2tDCbQFaQLVvuLPVh0usuuRNuXQT8GM
B9LisZF3Yq0xE9nChd5h3iRBv2hrL1OmQmbZZP2hkqE4gH9e/8KTfNChWTIJL4IN
lg27PHiJxOmvxAjTLp4fC1QN0v5ph/NjM50OSKk=
-----END CERTIFICATE-----`

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own, version 2 with a subject',
    at: 1800000000,
    scheme: 'v2',
    secret: 'arn:aws:sns:eu-west-1:123456789012:orders',
    headers: [['Content-Type', 'text/plain; charset=UTF-8']],
    body: '{"Type":"Notification","MessageId":"22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324","TopicArn":"arn:aws:sns:eu-west-1:123456789012:orders","Message":"{\\"order\\":\\"é\\"}","Timestamp":"2021-02-25T15:02:10.000Z","SignatureVersion":"2","Subject":"Hello","Signature":"B34zC6taXZARKw6p3STXM3unjMS9q2R7anwF+pa5lCPvS4HKBcTHFXXhhFLUY/4KKgkwWDq76VnUwg4q6b/na/AR9ye3rh52ncZS/IQdW9Dm3glbXY9mINmm/v34pN6CW/yRHtQ/V2RpGYZruck4YMTEn2Q8cqYC6MpAA93oBIcwrR89eJOssjbo8cDk+84TcK5pq9nfkQaRPoTwvJQd/C0goNwr8Yva0FNzrzhJ7HmdktHLEf52F/lf7nFD4HlSeffEtlddorBMsqTiiuAytfcdWgNK+pIwlwyOODlKvxVY0dJiHQ26QFuYjYLg4XfaOH7TBcrAvslDdkpYS9kscg==","SigningCertURL":"https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem"}',
    certificates: { 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem': certificate },
    altered: {
      body: '{"Type":"Notification","MessageId":"22b80b93-fdea-4c2c-8f9d-bdfb0c7bf324","TopicArn":"arn:aws:sns:eu-west-1:123456789012:orders","Message":"{\\"order\\":\\"é\\"}","Timestamp":"2021-02-25T15:02:10.000Z","SignatureVersion":"2","Subject":"Hello","Signature":"B34zC6taXZARKw6p3STXM3unjMS9q2R7anwF+pa5lCPvS4HKBcTHFXXhhFLUY/4KKgkwWDq76VnUwg4q6b/na/AR9ye3rh52ncZS/IQdW9Dm3glbXY9mINmm/v34pN6CW/yRHtQ/V2RpGYZruck4YMTEn2Q8cqYC6MpAA93oBIcwrR89eJOssjbo8cDk+84TcK5pq9nfkQaRPoTwvJQd/C0goNwr8Yva0FNzrzhJ7HmdktHLEf52F/lf7nFD4HlSeffEtlddorBMsqTiiuAytfcdWgNK+pIwlwyOODlKvxVY0dJiHQ26QFuYjYLg4XfaOH7TBcrAvslDdkpYS9kscg==","SigningCertURL":"https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem"}',
    },
  },
  {
    ...own,
    name: 'own, version 1',
    at: 1800000000,
    scheme: 'v1',
    secret: 'arn:aws:sns:eu-west-1:123456789012:orders',
    headers: [['Content-Type', 'text/plain; charset=UTF-8']],
    body: '{"Type":"Notification","MessageId":"22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324","TopicArn":"arn:aws:sns:eu-west-1:123456789012:orders","Message":"{\\"order\\":\\"é\\"}","Timestamp":"2021-02-25T15:02:10.000Z","SignatureVersion":"1","Signature":"Xnz+x9OeKtdx4CADCumx2/1ZCHpRiOHXYQMatqBxD55Y2t7gQMPLng8yAxIma87dMOCNIt306UvuvERMrZ4BwKa2sTtHzFm6jIjmR3HHulK7eLlpegND7ex26WlqRVvatBFyqY3i5b7Jv8mTk4dTP47zVbLu48bdNuS8ef8ct96w9/v1kLKWZCYHExci+UFkzaQACUqwFM5pNRtNAKAQewhIi3p3LudRMx0lYw3LgP+eEHdC67xIpKQiZ4TQES7/2tdS3vqs4EsdTnUod7pvMIZSm890uFErUwjSK8GXyen/4GD8i6WCiJKI8nDBRihwJ23IH29x0pgugDjhsYZT7Q==","SigningCertURL":"https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem"}',
    certificates: { 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem': certificate },
    altered: {
      body: '{"Type":"Notification","MessageId":"22b80b93-fdea-4c2c-8f9d-bdfb0c7bf324","TopicArn":"arn:aws:sns:eu-west-1:123456789012:orders","Message":"{\\"order\\":\\"é\\"}","Timestamp":"2021-02-25T15:02:10.000Z","SignatureVersion":"1","Signature":"Xnz+x9OeKtdx4CADCumx2/1ZCHpRiOHXYQMatqBxD55Y2t7gQMPLng8yAxIma87dMOCNIt306UvuvERMrZ4BwKa2sTtHzFm6jIjmR3HHulK7eLlpegND7ex26WlqRVvatBFyqY3i5b7Jv8mTk4dTP47zVbLu48bdNuS8ef8ct96w9/v1kLKWZCYHExci+UFkzaQACUqwFM5pNRtNAKAQewhIi3p3LudRMx0lYw3LgP+eEHdC67xIpKQiZ4TQES7/2tdS3vqs4EsdTnUod7pvMIZSm890uFErUwjSK8GXyen/4GD8i6WCiJKI8nDBRihwJ23IH29x0pgugDjhsYZT7Q==","SigningCertURL":"https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem"}',
    },
  },
  {
    ...own,
    name: 'own, another topic',
    at: 1800000000,
    scheme: 'v2',
    secret: 'arn:aws:sns:eu-west-1:123456789012:orders',
    headers: [['Content-Type', 'text/plain; charset=UTF-8']],
    body: '{"Type":"Notification","MessageId":"22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324","TopicArn":"arn:aws:sns:eu-west-1:123456789012:orders","Message":"{\\"order\\":\\"é\\"}","Timestamp":"2021-02-25T15:02:10.000Z","SignatureVersion":"2","Signature":"hHAlBQLNNnUviSXnqQY/nuN9OFUqCSfdTTGCuaFom+uHLHyD4iim+XQoNVI0G21uZg8ejIAzvkEtKqz9gxCHAo/+2ZCAO6HVI2Iy3mNm3zH12Seng7Zgy0HK936mPC+J2kLQx/lc6go76W4fLY6YrAQ+dBHDfBbAp7WvM0nSy4W+4QQnRjoreoATL/AIPf+6IPf0ioKOGvp6p82dqUJGepFgu/EDsKYO9XIAEZ+AAjaspucH5fKGP92EGy0FZ4BJBkDS2XyllTPn9duR4jCQKQ4Jsb3FhLbRDnzsARqLzFxAUdHpYX13OVHF1b0y4N45rLo1tq1FPiFPSzEbdHlBYg==","SigningCertURL":"https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem"}',
    certificates: { 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem': certificate },
    altered: {
      body: '{"Type":"Notification","MessageId":"22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324","TopicArn":"arn:aws:sns:eu-west-1:123456789012:theirs","Message":"{\\"order\\":\\"é\\"}","Timestamp":"2021-02-25T15:02:10.000Z","SignatureVersion":"2","Signature":"ObE3i+spu8be7SZCx6YUKa6o0o/5GjxYll9ESpRH++dZI5gZtUhn+Jx5ZxjS60+Cjn2KIwxFdtpVz6UrTHXtlQoZKn72v5oXyGd3nFuJV1GUpVCgf/9rvIopu3tt89NXtBnXlaq5h8/Y/zBmuDPN7meUwMjNEFa6cRTNiawkp623SXJxXG0wsXIrTw3e/5WBxbLaGUYT4bSVsj7znMd4vCI7oobh4fBdUC1/cbwNMgM1o3H9FAtAaGdxXUHlu4Pgp0Zlh1wwPzymFGS7eI+PGu9bjnwYW6buHHhnsAuAKD9LXo6hSiBfgw+pl82v7PBS9Vu0FzrVE2V5m5S/mDkWRg==","SigningCertURL":"https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem"}',
    },
    alteredCode: 'unknown_key',
  },
  {
    ...own,
    name: 'own, confirmation',
    at: 1800000000,
    scheme: 'v2',
    secret: 'arn:aws:sns:eu-west-1:123456789012:orders',
    headers: [['Content-Type', 'text/plain; charset=UTF-8']],
    body: '{"Type":"SubscriptionConfirmation","MessageId":"22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324","TopicArn":"arn:aws:sns:eu-west-1:123456789012:orders","Message":"{\\"order\\":\\"é\\"}","Timestamp":"2021-02-25T15:02:10.000Z","SignatureVersion":"2","Token":"2336412f37","SubscribeURL":"https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-west-1:123456789012:orders&Token=2336412f37","Signature":"LTiQwtSuULcbe2v92fuThvTDjli67InRGIvCutg97ne/RxAjRLRtiOE6JcZMRlgAfEsdvQ3s0uScIka9gP0jo68iVMHy+Nadgb594lnEfxslyB44RdMCNIcJCk5zf4bMdQxRLeqekI+VvMCKwI3y5v0q233byfQoRESLd3xGKAU5vDkce+bPZPBIWE9mHHpvW2vV1nVwZm+7N2zlnl689JSMq1EqNMkw8SLBRM4qDBo5GODPy08oQRqqXey/BtX47LTUgu1K0VWbzvok9O+0wKIz7Eki2ZmepKADD4viG9oKCfqrCdZLFwGJV1ZTJiAycAK3wwDB2e4fzryQi3yRwg==","SigningCertURL":"https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem"}',
    certificates: { 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem': certificate },
    altered: {
      body: '{"Type":"SubscriptionConfirmation","MessageId":"22b80b93-fdea-4c2c-8f9d-bdfb0c7bf324","TopicArn":"arn:aws:sns:eu-west-1:123456789012:orders","Message":"{\\"order\\":\\"é\\"}","Timestamp":"2021-02-25T15:02:10.000Z","SignatureVersion":"2","Token":"2336412f37","SubscribeURL":"https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-west-1:123456789012:orders&Token=2336412f37","Signature":"LTiQwtSuULcbe2v92fuThvTDjli67InRGIvCutg97ne/RxAjRLRtiOE6JcZMRlgAfEsdvQ3s0uScIka9gP0jo68iVMHy+Nadgb594lnEfxslyB44RdMCNIcJCk5zf4bMdQxRLeqekI+VvMCKwI3y5v0q233byfQoRESLd3xGKAU5vDkce+bPZPBIWE9mHHpvW2vV1nVwZm+7N2zlnl689JSMq1EqNMkw8SLBRM4qDBo5GODPy08oQRqqXey/BtX47LTUgu1K0VWbzvok9O+0wKIz7Eki2ZmepKADD4viG9oKCfqrCdZLFwGJV1ZTJiAycAK3wwDB2e4fzryQi3yRwg==","SigningCertURL":"https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem"}',
    },
  },
  {
    ...own,
    name: 'own, end of the subscription',
    at: 1800000000,
    scheme: 'v1',
    secret: 'arn:aws:sns:eu-west-1:123456789012:orders',
    headers: [['Content-Type', 'text/plain; charset=UTF-8']],
    body: '{"Type":"UnsubscribeConfirmation","MessageId":"22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324","TopicArn":"arn:aws:sns:eu-west-1:123456789012:orders","Message":"{\\"order\\":\\"é\\"}","Timestamp":"2021-02-25T15:02:10.000Z","SignatureVersion":"1","Token":"2336412f37","SubscribeURL":"https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-west-1:123456789012:orders&Token=2336412f37","Signature":"hb+Xw2GutcXGYzDHbAhKicxKudGIutCuGwJoyP14iYOfZD7Zu0X4RJtopxmOzWQyKf053SIXzvnM7foeQRxZkl/0+My8rg34LfoNJQfHl/xFWvsHdIr5LsgNhPb4fR+rbzTweW4pYvRsaILwaiU8P4xNMWiZYXhuskGwHmrkPPHNA18Ob29JbzHYeXelu+EXv1jiDb1pIeR+SnsJxfp0SRJok7qNm9ZtqyLINa+QCW84ZGdGzFiqUbMyy0SvNlXe5tdZVAMZ0GQZKWq/o613PkylV+zSixVSLFakpMEB8hICccrx2i1PJrCuF6GXn5ea4TKumhqGQGuzlEDLIIRUVw==","SigningCertURL":"https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem"}',
    certificates: { 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem': certificate },
    altered: {
      body: '{"Type":"UnsubscribeConfirmation","MessageId":"22b80b93-fdea-4c2c-8f9d-bdfb0c7bf324","TopicArn":"arn:aws:sns:eu-west-1:123456789012:orders","Message":"{\\"order\\":\\"é\\"}","Timestamp":"2021-02-25T15:02:10.000Z","SignatureVersion":"1","Token":"2336412f37","SubscribeURL":"https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-west-1:123456789012:orders&Token=2336412f37","Signature":"hb+Xw2GutcXGYzDHbAhKicxKudGIutCuGwJoyP14iYOfZD7Zu0X4RJtopxmOzWQyKf053SIXzvnM7foeQRxZkl/0+My8rg34LfoNJQfHl/xFWvsHdIr5LsgNhPb4fR+rbzTweW4pYvRsaILwaiU8P4xNMWiZYXhuskGwHmrkPPHNA18Ob29JbzHYeXelu+EXv1jiDb1pIeR+SnsJxfp0SRJok7qNm9ZtqyLINa+QCW84ZGdGzFiqUbMyy0SvNlXe5tdZVAMZ0GQZKWq/o613PkylV+zSixVSLFakpMEB8hICccrx2i1PJrCuF6GXn5ea4TKumhqGQGuzlEDLIIRUVw==","SigningCertURL":"https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem"}',
    },
  },
]
