import type { Framework } from './topic.ts'

export const spring: Framework = {
  id: 'spring',
  name: 'Spring',
  fixes: {
    'raw-body': {
      text: 'Take the body as byte[]: a typed object is parsed before you can verify.',
      code: `@PostMapping("/webhooks")
ResponseEntity<Void> webhook(@RequestBody byte[] body, @RequestHeader(name = "X-Signature", defaultValue = "") String given) {
  // verify body, then objectMapper.readTree(body)
}`,
    },
    verify: {
      text: 'Compute the HMAC over the bytes and compare in constant time.',
      code: `Mac mac = Mac.getInstance("HmacSHA256");
mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
String expected = HexFormat.of().formatHex(mac.doFinal(body));
if (!MessageDigest.isEqual(expected.getBytes(UTF_8), given.getBytes(UTF_8))) return ResponseEntity.badRequest().build();`,
    },
    timestamp: {
      text: 'Include the timestamp in the signed content, and refuse anything more than five minutes off in either direction.',
      code: `mac.update((timestamp + ".").getBytes(UTF_8));
if (Math.abs(Instant.now().getEpochSecond() - Long.parseLong(timestamp)) > 300) return ResponseEntity.badRequest().build();`,
    },
    idempotency: {
      text: 'Use a primary key for the event’s id, and one transaction for the claim and the work.',
      code: `@Transactional
public void handle(Event event) {
  int claimed = jdbc.update("INSERT INTO webhook_events (id) VALUES (?) ON CONFLICT DO NOTHING", event.id());
  if (claimed == 1) work(event);
}`,
    },
    queue: {
      text: 'Store the event and answer; a listener does the rest.',
      code: `rabbit.convertAndSend("webhooks", body);
return ResponseEntity.accepted().build();`,
    },
    status: {
      text: 'Report what was wrong with the status, never with the text; set server.error.include-stacktrace=never.',
      code: `@ExceptionHandler(JsonProcessingException.class)
ResponseEntity<Void> unreadable() { return ResponseEntity.unprocessableEntity().build(); }
// types that are not yours: return ResponseEntity.ok().build();`,
    },
    'body-limit': {
      text: 'Tomcat limits forms but not JSON bodies; WebFlux limits bodies to 256 KB.',
      code: `spring.codec.max-in-memory-size=25MB   # WebFlux
server.tomcat.max-http-form-post-size=25MB`,
    },
  },
}
