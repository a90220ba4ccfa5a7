package io.countersign.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.action.ProposedAction.BusinessObject;
import io.countersign.action.ProposedAction.Target;
import io.countersign.web.ActsFor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of canonical JSON (RFC 8785), written {@code sha256:} and 64 lower-case hexadecimal
 * digits.
 */
final class ActionDigest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ActionDigest() {}

  /** The action digest: over what would be executed and nothing else. */
  static String ofExecution(ActionRequest request) {
    return ofExecution(
        request.type(), request.businessObject(), request.arguments(), request.target());
  }

  static String ofExecution(ProposedAction action) {
    return ofExecution(action.type(), action.businessObject(), action.arguments(), action.target());
  }

  static String ofExecution(
      String type, BusinessObject object, Map<String, Object> arguments, Target target) {
    return of(
        Map.of("type", type, "businessObject", object, "arguments", arguments, "target", target));
  }

  /**
   * The request digest: over everything the agent sent, and for whom, to tell a repeat from a
   * reuse.
   */
  static String ofRequest(ActionRequest request, @Nullable ActsFor actsFor) {
    return actsFor == null
        ? of(request)
        : of(Map.of("request", request, "issuer", actsFor.issuer(), "subject", actsFor.subject()));
  }

  /** Whether two values are the same in canonical JSON: 200 and 200.0 are. */
  static boolean same(Object one, @Nullable Object other) {
    return other != null && of(Map.of("", one)).equals(of(Map.of("", other)));
  }

  private static String of(Object value) {
    try {
      byte[] canonical = new JsonCanonicalizer(JSON.writeValueAsBytes(value)).getEncodedUTF8();
      return "sha256:" + HexFormat.of().formatHex(sha256(canonical));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Not canonical JSON", e);
    }
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
