package io.countersign.action;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Derives action ids, so that the same agent with the same key always means the same action. */
final class ActionId {

  private static final int BYTES = 16;

  private ActionId() {}

  /** {@code act_} and 32 hexadecimal digits of SHA-256 over agent, a line feed, and key. */
  static String of(String agentId, String idempotencyKey) {
    byte[] hash =
        ActionDigest.sha256((agentId + "\n" + idempotencyKey).getBytes(StandardCharsets.UTF_8));
    return "act_" + HexFormat.of().formatHex(hash, 0, BYTES);
  }

  static boolean isOne(String text) {
    return text.matches("act_[0-9a-f]{32}");
  }
}
