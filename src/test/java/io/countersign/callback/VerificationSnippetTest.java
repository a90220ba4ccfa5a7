package io.countersign.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python of docs/reference/callbacks.md verifies what is signed, where Python can. */
class VerificationSnippetTest {

  private static final Pattern SNIPPET = Pattern.compile("```python\\n(.*?)```", Pattern.DOTALL);
  private static final String BODY = "{\"test\": 2432232314}";

  @TempDir Path folder;

  @Test
  void verifiesASignatureAndNoOther() throws Exception {
    assumeThat(python("import cryptography")).isZero();
    var pair = Ed25519Signer.Pair.made();
    Instant now = Instant.now();
    String signed =
        new Ed25519Signer(pair.secret()).sign("msg_1", now, BODY.getBytes(StandardCharsets.UTF_8));
    String others = "v1,AAAA " + signed;

    assertThat(python(call(pair.publicKey(), now, others, BODY))).isZero();
    assertThat(python(call(pair.publicKey(), now, others, BODY + " "))).isEqualTo(3);
    assertThat(python(call(Ed25519Signer.Pair.made().publicKey(), now, others, BODY))).isEqualTo(3);
    assertThat(python(call(pair.publicKey(), now, "v1,AAAA", BODY))).isEqualTo(3);
  }

  /** Ends with 0 if it verifies, with 3 if not. */
  private static String call(String key, Instant at, String signatures, String body)
      throws IOException {
    var snippet = SNIPPET.matcher(Files.readString(Path.of("docs/reference/callbacks.md")));
    assertThat(snippet.find()).isTrue();
    return """
        %s
        import sys
        headers = {"webhook-id": "msg_1", "webhook-timestamp": "%d", "webhook-signature": "%s"}
        sys.exit(0 if verifies_v1a("%s", headers, b'%s') is True else 3)
        """
        .formatted(snippet.group(1), at.getEpochSecond(), signatures, key, body);
  }

  private int python(String program) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("snippet.py"), program);
    try {
      return new ProcessBuilder("python3", file.toString()).inheritIO().start().waitFor();
    } catch (IOException noPython) {
      return 127;
    }
  }
}
