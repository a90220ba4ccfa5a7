package io.countersign.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalEnvironmentTest {
  private static final LocalKeys KEYS =
      new LocalKeys("csk_a", "csk_s", "csk_admin", "whsec_+/=", "c2VjcmV0");

  @Test
  void aShellReadsBackWhatWasWritten(@TempDir Path folder) throws Exception {
    var values = new LinkedHashMap<String, String>();
    values.put("PLAIN", "http://127.0.0.1:8090");
    values.put("SECRET", "whsec_ab+/=");
    values.put("ODD", "it's $HOME `id` \"x\" \\ and\nmore");
    Path file = folder.resolve("local.env");
    PrivateFile.write(file, new LocalEnvironment(values).text());

    for (var value : values.entrySet()) {
      assertThat(shell(". " + file + "; printf %s \"$" + value.getKey() + "\""))
          .isEqualTo(value.getValue());
    }
  }

  @Test
  void namesEveryAddressOfAFullStack() {
    var environment =
        LocalEnvironment.of(
            LocalStackOptions.in(Path.of("x")).withPortOffset(500), new Ports(500), KEYS);

    assertThat(environment.variables())
        .containsAllEntriesOf(
            Map.of(
                "COUNTERSIGN_URL", "http://127.0.0.1:8590",
                "ELASTICSEARCH_URL", "http://127.0.0.1:9700",
                "ZEEBE_REST_URL", "http://127.0.0.1:8580",
                "ZEEBE_GRPC_URL", "http://127.0.0.1:27000",
                "ZEEBE_MANAGEMENT_URL", "http://127.0.0.1:10100",
                "TASKLIST_URL", "http://127.0.0.1:8582",
                "OPERATE_URL", "http://127.0.0.1:8581",
                "COUNTERSIGN_AGENT_ID", "support-agent"));
    assertThat(environment.variables().get("DEMO_LOGINS"))
        .startsWith("anna:anna-demo,ben:ben-demo");
  }

  @Test
  void leavesOutTheWebApplicationsThatAreNotStarted() {
    var environment =
        LocalEnvironment.of(
            LocalStackOptions.in(Path.of("x")).withoutWebapps(), new Ports(0), KEYS);

    assertThat(environment.variables()).doesNotContainKeys("TASKLIST_URL", "OPERATE_URL");
    assertThat(environment.addresses())
        .contains("http://127.0.0.1:8090")
        .doesNotContain("Tasklist");
  }

  private static String shell(String script) throws IOException {
    var process = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes());
  }
}
