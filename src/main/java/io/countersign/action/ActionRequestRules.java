package io.countersign.action;

import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a readable proposal must also satisfy; the first fault is refused with its field. */
final class ActionRequestRules {

  /** Every number must survive the trip through an IEEE 754 double (RFC 7493, RFC 8785). */
  private static final BigDecimal LARGEST_EXACT_INTEGER = BigDecimal.valueOf(1L << 53);

  /** The digest's library writes what is closer to zero (subnormal) wrongly, or fails. */
  private static final double SMALLEST = Double.MIN_NORMAL;

  private ActionRequestRules() {}

  static void check(ActionRequest request) {
    text("type", request.type(), 100);
    if (!request.type().matches("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)+")) {
      throw invalid("type", "Use lower-case words joined by dots, such as refund.issue.");
    }
    text("summary", request.summary(), 500);
    required("businessObject", request.businessObject());
    text("businessObject.type", request.businessObject().type(), 100);
    text("businessObject.id", request.businessObject().id(), 200);
    required("target", request.target());
    text("target.tool", request.target().tool(), 200);
    text("target.environment", request.target().environment(), 100);
    required("arguments", request.arguments());
    value("arguments", request.arguments());
    if (request.context() != null) {
      value("context.observed", request.context().observed());
      value("context.reported", request.context().reported());
    }
    optional("requestedBy", request.requestedBy(), 200);
    optional("callbackUrl", request.callbackUrl(), 2000);
    optional("callbackEndpoint", request.callbackEndpoint(), 100);
    if (request.callbackUrl() != null && request.callbackEndpoint() != null) {
      throw invalid("callbackEndpoint", "Name an endpoint or send a callbackUrl, not both.");
    }
    if (request.correlation() != null) {
      optional("correlation.workflowId", request.correlation().workflowId(), 200);
      optional("correlation.runId", request.correlation().runId(), 200);
      optional("correlation.traceparent", request.correlation().traceparent(), 200);
    }
  }

  private static void required(String field, @Nullable Object value) {
    if (value == null) {
      throw invalid(field, "This field is required.");
    }
  }

  private static void text(String field, @Nullable String value, int longest) {
    required(field, value);
    if (value.isBlank()) {
      throw invalid(field, "This field must not be empty.");
    }
    optional(field, value, longest);
  }

  private static void optional(String field, @Nullable String value, int longest) {
    if (value != null && value.length() > longest) {
      throw invalid(field, "At most " + longest + " characters are allowed.");
    }
    if (value != null) {
      encodable(field, value);
    }
  }

  static void value(String field, @Nullable Object value) {
    switch (value) {
      case Map<?, ?> map ->
          map.forEach(
              (name, inner) -> {
                encodable(field, String.valueOf(name));
                value(field + "." + name, inner);
              });
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          value(field + "[" + i + "]", list.get(i));
        }
      }
      case String text -> encodable(field, text);
      case Long number -> exact(field, BigDecimal.valueOf(number));
      case BigInteger number -> exact(field, new BigDecimal(number));
      case BigDecimal number -> exact(field, number);
      case null, default -> {}
    }
  }

  private static void encodable(String field, String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text) || text.indexOf('\0') >= 0) {
      throw invalid(field, "The text has characters that are not valid Unicode.");
    }
  }

  private static void exact(String field, BigDecimal number) {
    double asDouble = number.doubleValue();
    boolean exact =
        Double.isFinite(asDouble)
            && (asDouble == 0 || Math.abs(asDouble) >= SMALLEST)
            && new BigDecimal(Double.toString(asDouble)).compareTo(number) == 0
            && (number.stripTrailingZeros().scale() > 0
                || number.abs().compareTo(LARGEST_EXACT_INTEGER) <= 0);
    if (!exact) {
      throw invalid(
          field, "The number is too large, too small or too precise; send it as a string.");
    }
  }

  private static RefusedException invalid(String field, String message) {
    return new RefusedException(ErrorCode.INVALID_FIELD, field, message);
  }
}
