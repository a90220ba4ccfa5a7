package io.countersign.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code docs/examples/refund-requests.json}.
 *
 * @param key made unique per run
 * @param action the proposal; <code>{run}</code> in its texts becomes the run's number
 * @param expect the control and verdict that the policy files give
 * @param review who decides it and how, if people do
 */
record RefundRequest(
    String key, Map<String, Object> action, Expectation expect, @Nullable Review review) {

  record Expectation(String control, String verdict) {}

  record Review(String by, String decision, String comment) {}

  static List<RefundRequest> read(Path file) {
    try {
      return new ObjectMapper().readValue(file.toFile(), new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  String keyOf(String run) {
    return run + "-" + key;
  }

  /** The proposal of one run, with where its callback goes. */
  Map<String, Object> actionOf(String run, String callbackUrl) {
    Map<String, Object> proposal = new HashMap<>(filled(action, run));
    proposal.put("callbackUrl", callbackUrl);
    return proposal;
  }

  private static Map<String, Object> filled(Map<?, ?> values, String run) {
    Map<String, Object> filled = new HashMap<>();
    values.forEach(
        (name, value) ->
            filled.put(
                name.toString(),
                switch (value) {
                  case Map<?, ?> inner -> filled(inner, run);
                  case String text -> text.replace("{run}", run);
                  default -> value;
                }));
    return filled;
  }
}
